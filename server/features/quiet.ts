/**
 * Which terms keep quiet unless asked for: those that the user knows, and those below the user's level. Only what comes
 * unasked heeds this (hovers, underlines); commands, F12 and completion are questions.
 */
import { levelOf, levels } from "../content/level.ts";
import type { Level, Term } from "../content/types.ts";

export interface Reader {
  readonly level: Level;
  /** Ids of terms, and `topic:<topic>` for whole topics. */
  readonly known: ReadonlySet<string>;
}

export function isQuiet(term: Pick<Term, "id" | "topic" | "level">, { level, known }: Reader): boolean {
  if (known.has(term.id) || known.has(`topic:${term.topic}`)) return true;
  return levels.indexOf(levelOf(term)) < levels.indexOf(level);
}

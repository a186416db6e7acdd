/**
 * A file of scenarios, such as a team keeps beside its code to hold a capacity assumption in CI: each begins with
 * `designwise:` (which a file of a single one may leave out), and lines that begin with `#` are comments.
 */
import type { Engine } from "./engine.ts";
import { parseScenario, type Scenario, ScenarioError } from "./scenario.ts";

export interface PlacedScenario {
  readonly scenario: Scenario;
  /** Where it begins, from 1. */
  readonly line: number;
  /** As written, on one line. */
  readonly text: string;
}

/** A scenario that cannot be read, with its place in the file; both count from 1. */
export class ScenarioFileError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = "ScenarioFileError";
    this.line = line;
    this.column = column;
  }
}

/** @throws ScenarioFileError at the first fault. */
export function parseScenarioFile(file: string, engines: readonly Engine[]): PlacedScenario[] {
  // Blanks in place of comments keep every offset as it is.
  const text = file
    .replace(/^\uFEFF/, " ")
    .replace(/^[ \t]*#[^\r\n]*/gm, (comment) => " ".repeat(comment.length));
  const starts = startsOf(text);
  if (starts.length === 0) throw new ScenarioFileError("there is no scenario in it", 1, 1);
  return starts.map((start, index) => {
    const own = text.slice(start, starts[index + 1] ?? text.length);
    try {
      const line = placeOf(text, start).line;
      return { scenario: parseScenario(own, engines), line, text: own.trim().replace(/\s+/g, " ") };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      const { line, column } = placeOf(text, start + error.column - 1);
      throw new ScenarioFileError(error.message, line, column);
    }
  });
}

function startsOf(text: string): number[] {
  const starts = [...text.matchAll(/(?<!\S)designwise:/g)].map(({ index }) => index);
  const first = text.search(/\S/);
  if (first >= 0 && first < (starts[0] ?? Infinity)) starts.unshift(first);
  return starts;
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

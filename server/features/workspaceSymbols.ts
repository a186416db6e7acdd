/**
 * `workspace/symbol` after the prefix `term:`, so that terms never mix with the symbols of code. Editors filter the
 * answer once more by the query itself, the prefix included, so a symbol is named `term: …`; what is typed behind a space
 * is compared with the container, so all names stand there.
 */
import { SymbolKind, type WorkspaceSymbol } from "vscode-languageserver";
import type { Term } from "../content/types.ts";
import { withoutParentheses } from "../glossary/phrases.ts";
import { termUri } from "./termDocument.ts";

const prefix = /^\s*term:\s*/i;
const maxSymbols = 300;

export function workspaceSymbols(query: string, terms: readonly Term[]): WorkspaceSymbol[] {
  if (!prefix.test(query)) return [];
  const wanted = letters(query.replace(prefix, ""));
  return terms
    .flatMap((term) => {
      const [best] = [term.name, ...term.aliases]
        .map((name) => ({ term, name, distance: distance(letters(name), wanted) }))
        .sort((a, b) => a.distance - b.distance);
      return best === undefined || best.distance === unrelated ? [] : [best];
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, maxSymbols)
    .map(({ term, name }) => symbolOf(term, name));
}

function symbolOf(term: Term, name: string): WorkspaceSymbol {
  const top = { line: 0, character: 0 };
  return {
    name: `term: ${withoutParentheses(name)}`,
    kind: SymbolKind.Constant,
    containerName: [term.topic, term.name, ...term.aliases].join(" · "),
    location: { uri: termUri(term.id), range: { start: top, end: top } },
  };
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, "");

const unrelated = 3;

/** 0 when the name begins so, 1 when it holds what is wanted, 2 when its letters follow each other (`tokb`: Token bucket). */
function distance(name: string, wanted: string): number {
  const found = name.indexOf(wanted);
  if (found >= 0) return found === 0 ? 0 : 1;
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return unrelated;
  }
  return 2;
}

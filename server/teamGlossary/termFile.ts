/** `.designwise/glossary/<id>.md`: one term in our own format, of which only a name and a definition are required. */
import { readTerm } from "../content/term.ts";
import type { Loaded } from "../content/types.ts";
import type { ParsedFile } from "./parsedFile.ts";
import { decoded } from "./uris.ts";

export function readTermFile(uri: string, text: string): Loaded<ParsedFile> {
  const { value, problems } = readTerm(decoded(uri), text, { origin: "workspace" });
  return {
    value: value && { terms: [{ term: { ...value, file: uri } }], imports: [] },
    problems: problems.map((problem) => ({ ...problem, file: uri })),
  };
}

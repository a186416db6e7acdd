/** `designwise terms <files>`: every term that a hover would find, the team's own included, with its place. */
import { decodeText } from "../check/decodeText.ts";
import { LineIndex } from "../check/positions.ts";
import { findTerms } from "../glossary/match.ts";
import { languageOfPath } from "../languages/languageOfPath.ts";
import { type Command, choiceOf, UsageError } from "./command.ts";
import { readTeamGlossary } from "./teamGlossary.ts";

/** Beyond it a file is data, not text somebody reads. */
const maxLength = 20_000_000;

export const termsCommand: Command = {
  name: "terms",
  usage: "terms <files…> [--format text|json]",
  summary: "every recognised term with its place",
  options: { format: { type: "string" } },
  run: async (invocation, world) => {
    if (invocation.positionals.length === 0) throw new UsageError("terms needs at least one file or folder.");
    const format = choiceOf(invocation, "format", ["text", "json"]);
    const glossary = await readTeamGlossary(world);
    const terms: { file: string; id: string; text: string; range: ReturnType<LineIndex["range"]> }[] = [];
    for (const start of invocation.positionals) {
      for (const { path } of await world.list(start)) {
        const file = world.relative(path);
        const bytes = await world.read(path);
        const text = bytes.length > maxLength ? undefined : decodeText(bytes);
        if (text === undefined) {
          world.error(
            `designwise terms: skipped ${file}: ${bytes.length > maxLength ? "too large" : "not text"}\n`,
          );
          continue;
        }
        const lines = new LineIndex(text);
        for (const { termId, start: from, end } of findTerms(
          { text, languageId: languageOfPath(file), file },
          glossary.index(world.uriOf(path)),
        )) {
          terms.push({
            file,
            id: termId,
            text: text.slice(from, end),
            range: lines.range({ start: from, end }),
          });
        }
      }
    }
    if (format === "json") world.out(`${JSON.stringify({ terms })}\n`);
    else {
      for (const { file, id, text, range } of terms) {
        world.out(
          `${file}:${range.start.line + 1}:${range.start.character + 1} ${id} ${JSON.stringify(text)}\n`,
        );
      }
    }
    return 0;
  },
};

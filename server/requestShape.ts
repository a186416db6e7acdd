/**
 * Requests come from other programs. A malformed one is refused with an error that says what is wrong with it, rather
 * than answered as if there were nothing here.
 */
import { isRecord } from "./settings.ts";

/** What is wrong with the parameters of a request about a text document, or undefined. */
export function malformed(params: unknown): string | undefined {
  if (!isRecord(params)) return undefined;
  const { textDocument, position, range } = params;
  if ("textDocument" in params && !(isRecord(textDocument) && typeof textDocument.uri === "string")) {
    return "textDocument must have a uri.";
  }
  if ("position" in params && !isPosition(position)) return "position must have a line and a character.";
  if ("range" in params && !(isRecord(range) && isPosition(range.start) && isPosition(range.end))) {
    return "range must have a start and an end.";
  }
  return undefined;
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

/**
 * Requests come from other programs. A malformed one is refused with an error that says what is wrong with it, rather
 * than answered as if there were nothing here.
 */
import { isRecord } from "./settings.ts";

/** What is wrong with the parameters of a request about a text document, or undefined. */
export function malformed(params: unknown): string | undefined {
  if (!isRecord(params)) return undefined;
  const { textDocument, position, range, ranges } = params;
  if ("textDocument" in params && !(isRecord(textDocument) && typeof textDocument.uri === "string")) {
    return "textDocument must have a uri.";
  }
  if ("position" in params && !isPosition(position)) return "position must have a line and a character.";
  if ("range" in params && !isRange(range)) return "range must have a start and an end.";
  if ("ranges" in params && !(Array.isArray(ranges) && ranges.every(isRange))) {
    return "ranges must be a list of ranges.";
  }
  return undefined;
}

const isRange = (value: unknown): boolean =>
  isRecord(value) && isPosition(value.start) && isPosition(value.end);

function isPosition(value: unknown): boolean {
  return isRecord(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

/** Small sources with one known fault each, and how to find a place in them without counting columns. */
import type { Position, Range } from "vscode-languageserver/node";

export const rule = "remote-call-without-timeout";

/** One finding: axios waits forever by default. */
export const withoutTimeout = `import axios from "axios";

export async function price(id: string) {
  return axios.get("https://prices.example/" + id);
}
`;

export const pythonWithoutTimeout = `import requests


def price(id):
    return requests.get("https://prices.example/" + id)
`;

/** The position of the first occurrence of `text`, plus `into` UTF-16 units. */
export function positionOf(source: string, text: string, into = 0): Position {
  const offset = source.indexOf(text);
  if (offset < 0) throw new Error(`the source does not hold ${JSON.stringify(text)}`);
  const before = source.slice(0, offset + into).split(/\r\n|\n|\r/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

export function rangeOf(source: string, text: string): Range {
  return { start: positionOf(source, text), end: positionOf(source, text, text.length) };
}

/** What the range covers. */
export function textAt(source: string, range: Range): string {
  const lines = source.split(/\r\n|\n|\r/);
  if (range.start.line === range.end.line) {
    return (lines[range.start.line] ?? "").slice(range.start.character, range.end.character);
  }
  const inner = lines.slice(range.start.line + 1, range.end.line);
  const first = (lines[range.start.line] ?? "").slice(range.start.character);
  return [first, ...inner, (lines[range.end.line] ?? "").slice(0, range.end.character)].join("\n");
}

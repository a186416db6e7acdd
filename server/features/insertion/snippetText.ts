/**
 * Code → VS Code snippet syntax. The first occurrence of a tab stop carries its text, the others mirror it; everything
 * that the syntax would read as its own (`$`, `}`, `\`) is escaped.
 */
import { findTabStops } from "../../content/tabStops.ts";
import type { TabStop } from "../../content/types.ts";

export function snippetText(code: string, tabStops: readonly TabStop[]): string {
  const opened = new Set<number>();
  let snippet = "";
  let at = 0;
  for (const { index, start, end } of findTabStops(code, tabStops)) {
    snippet += escapeSnippet(code.slice(at, start));
    snippet += opened.has(index) ? `\${${index}}` : `\${${index}:${escapeSnippet(code.slice(start, end))}}`;
    opened.add(index);
    at = end;
  }
  return `${snippet}${escapeSnippet(code.slice(at))}`;
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

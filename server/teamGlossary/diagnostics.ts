/** Problems of glossary files as the protocol's diagnostics, each on its own line. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { Problem } from "../content/types.ts";

export const glossaryCode = "glossary";

/** Of one file; whoever mends these sees the rest. */
const maxProblems = 100;

/** `broken`: the file cannot be used as it is; else its problems concern parts of it. */
export function glossaryDiagnostics(
  problems: readonly Problem[],
  text: string,
  broken: boolean,
): Diagnostic[] {
  const lines = text.split(/\r\n|\r|\n/);
  return problems.slice(0, maxProblems).map(({ line, character, message }) => {
    const at = Math.min(line, lines.length - 1);
    const content = lines[at] ?? "";
    const start = Math.min(character, content.length);
    return {
      range: {
        start: { line: at, character: start },
        end: { line: at, character: endOfValue(content, start) },
      },
      severity: broken ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      code: glossaryCode,
      source: "designwise",
      message,
    };
  });
}

/** To the end of the line, without the spaces there. */
const endOfValue = (line: string, start: number): number => Math.max(start, line.trimEnd().length);

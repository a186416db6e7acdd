/**
 * The edit that silences a finding: a comment on a line of its own above it, where the reason has room, or behind the
 * code where a line above would not do. Undefined where neither is possible, such as within JSX text or a string.
 */
import { placeAt, scanRegions, syntaxOf } from "../languages/regions.ts";
import type { CodeModel } from "../model/codeModel.ts";
import type { CheckedFinding } from "../rules/check.ts";
import { isFileHead } from "../rules/ignoreComments.ts";
import { indentationAt, lineEndOf, lineStartOf } from "../rules/insertions.ts";
import type { Edit } from "../rules/rule.ts";

export function ignoreEdit(finding: CheckedFinding, model: CodeModel): Edit | undefined {
  const { text } = model;
  const syntax = syntaxOf(model.languageId);
  const mark = syntax?.lineComments[0];
  if (syntax === undefined || mark === undefined) return undefined;
  const lineStart = lineStartOf(text, finding.span.start);
  const line = text.slice(lineStart, lineEndOf(text, lineStart));
  if (/react$/.test(model.languageId) && /^\s*[<{}]/.test(line)) return undefined;
  const regions = scanRegions(text, syntax);
  if (placeAt(regions, lineStart) !== "identifier") return undefined;
  const comment = `${mark} designwise-ignore ${finding.rule}`;
  const continues = /\\\r?\n?$/.test(text.slice(0, lineStart));
  if (continues) return undefined;
  // The first comment of a file, with no code before it, would silence the whole file.
  if (isFileHead(text.slice(0, lineStart))) return behind(finding, comment, model);
  const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
  const indentation = indentationAt(text, lineStart + line.length);
  return { span: { start: lineStart, end: lineStart }, newText: `${indentation}${comment}${newline}` };
}

function behind(finding: CheckedFinding, comment: string, model: CodeModel): Edit | undefined {
  const end = lineEndOf(model.text, finding.span.start);
  if (model.comments.some(({ span }) => span.start < end && end <= span.end)) return undefined;
  return { span: { start: end, end }, newText: ` ${comment}` };
}

/**
 * Whether a jump in a block is taken on every way through it. The model has no branches, since no other question needs
 * them, so this looks at the text between the block's start and the jump: at the depth of braces, or at indentation.
 * When it cannot tell, a jump counts as always taken, which keeps the rule silent.
 */
import type { CodeModel, Jump, Span } from "../../model/codeModel.ts";
import { familyOf } from "../calleeTable.ts";
import { indentationAt, lineStartOf } from "../insertions.ts";

export function isAlwaysTaken(jump: Jump, block: Span, model: CodeModel): boolean {
  return familyOf(model.languageId) === "python"
    ? isAtBlockIndentation(jump, block, model.text)
    : isAtBlockDepth(jump, block, model.text);
}

function isAtBlockIndentation(jump: Jump, block: Span, text: string): boolean {
  const lineStart = lineStartOf(text, jump.span.start);
  const before = text.slice(Math.max(lineStart, block.start), jump.span.start).trim();
  if (before !== "") return !/^(?:if|elif|else|for|while|with|try|except)\b/.test(before);
  const first = block.start + /^\s*/.exec(text.slice(block.start))![0].length;
  return indentationAt(text, jump.span.start) === indentationAt(text, first);
}

function isAtBlockDepth(jump: Jump, block: Span, text: string): boolean {
  const inside = text.slice(block.start, jump.span.start);
  const code = inside.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\r\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/g,
    '""',
  );
  const opened = text[block.start] === "{" ? 1 : 0;
  const depth = count(code, "{") - count(code, "}") - opened;
  return depth <= 0 && !/(?:\)|\belse)\s*$/.test(code);
}

const count = (text: string, character: string): number => text.split(character).length - 1;

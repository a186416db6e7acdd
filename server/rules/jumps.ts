/**
 * Whether a jump is taken on every way that leads there. The model has no branches, since few questions need them, so
 * this looks at the text in between: at the depth of braces, or at indentation. When it cannot tell, a jump counts as
 * always taken, which keeps the rules silent.
 */
import type { CodeModel, Jump, Loop, Span } from "../model/codeModel.ts";
import { familyOf } from "./calleeTable.ts";
import { contains, sameSpan } from "./expressions.ts";
import { indentationAt, lineStartOf } from "./insertions.ts";

/** The jump stands in the block itself and not in a branch within it. */
export function isAlwaysTaken(jump: Jump, block: Span, model: CodeModel): boolean {
  const { text } = model;
  if (familyOf(model.languageId) === "javascript") {
    const opened = text[block.start] === "{" ? 1 : 0;
    return isOnEveryWay(text.slice(block.start + opened, jump.span.start));
  }
  if (isBehindCondition(jump, block.start, text)) return false;
  const first = block.start + /^\s*/.exec(text.slice(block.start))![0].length;
  return indentationAt(text, jump.span.start).length <= indentationAt(text, first).length;
}

/** After `place` the loop ends in any case, so that what stands there runs once: "find it, use it, return". */
export function endsAfter(place: Span, loop: Loop, model: CodeModel): boolean {
  // In a callback, `return` ends the turn and not the loop.
  if (loop.kind === "callback" || loop.kind === "comprehension") return false;
  return model.jumps.some((jump) => {
    if (jump.kind === "continue" || !contains(loop.bodySpan, jump.span)) return false;
    const [innermost] = jump.context.loops;
    if (innermost === undefined || !sameSpan(innermost.span, loop.span)) return false;
    return contains(jump.span, place) || isReachedFrom(place, jump, model);
  });
}

function isReachedFrom(place: Span, jump: Jump, model: CodeModel): boolean {
  if (jump.span.start < place.end) return false;
  const { text } = model;
  if (familyOf(model.languageId) === "javascript")
    return isOnEveryWay(text.slice(place.end, jump.span.start));
  if (isBehindCondition(jump, place.end, text)) return false;
  const depth = indentationAt(text, jump.span.start).length;
  const between = text
    .slice(place.start, jump.span.start)
    .split(/\r\n|\r|\n/)
    .slice(1, -1);
  const own = indentationAt(text, place.start).length;
  const others = between.filter((line) => /^\s*[^\s#)\]}]/.test(line)).map((line) => line.search(/\S/));
  return [own, ...others].every((indentation) => depth <= indentation);
}

/** `if failed: raise` on one line. */
function isBehindCondition(jump: Jump, from: number, text: string): boolean {
  const lineStart = lineStartOf(text, jump.span.start);
  const before = text.slice(Math.max(lineStart, from), jump.span.start).trim();
  return /^(?:if|elif|else|for|while|with|try|except)\b/.test(before);
}

/** No block is open at the end of this code that was not closed within it, nor does a condition stand there. */
function isOnEveryWay(code: string): boolean {
  const plain = code.replace(stringOrComment, '""');
  let depth = 0;
  let lowest = 0;
  for (const brace of plain.match(/[{}]/g) ?? []) {
    depth += brace === "{" ? 1 : -1;
    lowest = Math.min(lowest, depth);
  }
  return depth === lowest && !/(?:\)|\belse)\s*$/.test(plain);
}

const stringOrComment =
  /\/\*[\s\S]*?\*\/|\/\/[^\r\n]*|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'|`(?:\\.|[^`\\])*`/g;

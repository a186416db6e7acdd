/** Where a declaration may stand in TypeScript, JavaScript, Java and Go. */
import { openBrackets } from "./brackets.ts";
import { type CodeText, lineEnd, lineStart, nextLine } from "./codeText.ts";

export interface BraceRules {
  /** Types and functions may be declared inside function bodies. */
  readonly inBlocks: boolean;
}

/** True where a declaration may begin: at a statement's place, with nothing before it that waits to be finished. */
export function mayDeclare(source: CodeText, offset: number, rules: BraceRules): boolean {
  const innermost = openBrackets(source.code, offset).at(-1);
  if (innermost !== undefined && !(rules.inBlocks && innermost.inside === "block")) return false;
  return !continues(source, lineStart(source.text, offset));
}

/** The end of the last line of the top-level declaration (and its comment) around `offset`. */
export function endOfDeclaration(source: CodeText, offset: number): number {
  const { text, code } = source;
  let depth = openBrackets(code, lineStart(text, offset)).length;
  for (let at = lineStart(text, offset); ; at = nextLine(text, at)) {
    const end = lineEnd(text, at);
    for (const character of code.slice(at, end)) {
      if ("([{".includes(character)) depth++;
      else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
    }
    const next = nextLine(text, at);
    const within = source.placeAt(next) !== "identifier" && source.placeAt(next - 1) !== "identifier";
    const onlyComment = code.slice(at, end).trim() === "" && text.slice(at, end).trim() !== "";
    if (next >= text.length) return end;
    if (depth === 0 && !within && !onlyComment && !continues(source, next)) return end;
  }
}

/** How far a look around goes: a statement's end and beginning are near. */
const nearLength = 2000;

/** Whether what stands before the line at `start` goes on in it. */
function continues({ text, code }: CodeText, start: number): boolean {
  const before = code.slice(Math.max(0, start - nearLength), start).trimEnd();
  const next = code.slice(start, start + nearLength).trimStart();
  if (before === "") return false;
  // An annotation or decorator belongs to the declaration that follows.
  if (/(?:^|\n)[ \t]*@[\w.$]+(?:\(.*\))?$/.test(before)) return true;
  if (/[=+\-*/%&|^~?<>,.([]$/.test(before) && !/(?:\+\+|--)$/.test(before)) return true;
  if (/(?:^|[^\w$])(?:return|else|extends|implements|throws|case|new|func|class)$/.test(before)) return true;
  // The code of a template's hole.
  if (text.endsWith("${", Math.max(0, start - nearLength) + before.length)) return true;
  if (next.startsWith("{")) return !/[;}]$/.test(before);
  return /^(?:[.?:=&|*/%<>,)\]]|\+(?!\+)|-(?!-)|(?:else|catch|finally|extends|implements|throws)\b)/.test(
    next,
  );
}

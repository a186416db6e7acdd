/**
 * Which brackets stand open at a place, and what their insides are, for languages with braces. A light scan over blotted
 * code, not a parser: half-typed code is the normal case here, and all that is asked is where a declaration may stand.
 */

/** `block`: statements. `type`: members of a class, interface or enum. `expression`: everything else. */
export type Inside = "block" | "type" | "expression";

export interface OpenBracket {
  readonly offset: number;
  readonly inside: Inside;
}

const closers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The brackets that are open at `offset`, outermost first. A closing one that fits none is passed over. */
export function openBrackets(code: string, offset: number): OpenBracket[] {
  const open: number[] = [];
  for (let at = 0; at < offset; at++) {
    const character = code[at] as string;
    if (character === "(" || character === "[" || character === "{") open.push(at);
    else if (character in closers) {
      const match = open.findLastIndex((candidate) => code[candidate] === closers[character]);
      if (match !== -1) open.length = match;
    }
  }
  return open.map((at) => ({ offset: at, inside: code[at] === "{" ? insideOf(code, at) : "expression" }));
}

/** How far back the head of a block is looked for. */
const headLength = 500;

/** What a brace opens, from what stands before it. */
function insideOf(code: string, brace: number): Inside {
  const before = code.slice(Math.max(0, brace - headLength), brace).trimEnd();
  const statement = before.slice(
    Math.max(before.lastIndexOf(";"), before.lastIndexOf("{"), before.lastIndexOf("}")) + 1,
  );
  if (/=>$/.test(before)) return "block";
  if (/\b(?:class|interface|enum|record)\b[^=()]*$/.test(statement)) return "type";
  if (/\)(?:\s*:\s*[^;{}()=]*|\s*throws\s+[\w.,\s]+)?$/.test(before)) return "block";
  if (/(?:^|[^\w$])(?:else|try|finally|do|static)$/.test(before)) return "block";
  if (/^\s*(?:(?:export|declare)\s+)*(?:namespace|module)\b[^=]*$/.test(statement)) return "block";
  if (/\b(?:case\b[^;]*|default\s*):$/.test(statement)) return "block";
  return statement.trim() === "" ? "block" : "expression";
}

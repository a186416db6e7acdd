/**
 * Constant folding: arithmetic on number literals and joining of string pieces. Operators that differ between languages
 * on negative numbers (`%`, `//`) fold only where they agree.
 */
import type { At, Fact } from "../languages/facts.ts";

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "**": (a, b) => a ** b,
};

export function foldBinary(operator: string, left: Fact, right: Fact, at: At): Fact {
  if (
    left.kind === "literal" &&
    right.kind === "literal" &&
    typeof left.value === "number" &&
    typeof right.value === "number"
  ) {
    const value = foldNumbers(operator, left.value, right.value);
    if (value !== undefined) return { kind: "literal", value, ...at };
  }
  if (operator === "+" && (isString(left) || isString(right))) return joinTexts([left, right], at);
  return { kind: "binary", operator, left, right, ...at };
}

function foldNumbers(operator: string, left: number, right: number): number | undefined {
  if (operator === "%" && left >= 0 && right > 0) return left % right;
  if (operator === "//" && right !== 0) return Math.floor(left / right);
  const value = arithmetic[operator]?.(left, right);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Joins strings, texts and other expressions (as holes) in order. */
export function joinTexts(pieces: readonly Fact[], at: At): Fact {
  const parts = [""];
  const holes: Fact[] = [];
  const append = (text: string) => {
    parts[parts.length - 1] += text;
  };
  for (const piece of pieces) {
    if (piece.kind === "literal" && (typeof piece.value === "string" || typeof piece.value === "number"))
      append(String(piece.value));
    else if (piece.kind === "text") {
      append(piece.parts[0] ?? "");
      piece.holes.forEach((hole, index) => {
        holes.push(hole);
        parts.push(piece.parts[index + 1] ?? "");
      });
    } else {
      holes.push(piece);
      parts.push("");
    }
  }
  return holes.length === 0
    ? { kind: "literal", value: parts[0] ?? "", ...at }
    : { kind: "text", parts, holes, ...at };
}

function isString(fact: Fact): boolean {
  return fact.kind === "text" || (fact.kind === "literal" && typeof fact.value === "string");
}

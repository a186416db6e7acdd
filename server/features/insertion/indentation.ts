/** Which indentation a document uses, and putting code into it. */

/** One step of indentation: a tab, or some spaces. Undefined when no line says. */
export function detectIndent(text: string): string | undefined {
  const steps = new Map<string, number>();
  let before = 0;
  for (const line of text.slice(0, sampleLength).split("\n")) {
    const white = /^[ \t]*/.exec(line)?.[0] ?? "";
    // Comment stars are one off, and blank lines say nothing.
    if (white.length === line.trimEnd().length || line[white.length] === "*") continue;
    if (white.startsWith("\t")) count(steps, "\t");
    else if (white.length - before >= 2 && white.length - before <= 8) {
      count(steps, " ".repeat(white.length - before));
    }
    before = white.startsWith("\t") ? 0 : white.length;
  }
  return [...steps].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Enough to know a file's habit without reading all of a large one. */
const sampleLength = 50_000;

function count(steps: Map<string, number>, step: string): void {
  steps.set(step, (steps.get(step) ?? 0) + 1);
}

/** Re-indents code: each leading `from` becomes `to`, and every line that is not empty gets `base` before it. */
export function indent(code: string, from: string, to: string, base: string): string {
  return code
    .split("\n")
    .map((line) => {
      if (line === "") return line;
      let depth = 0;
      while (line.startsWith(from, depth * from.length)) depth++;
      return base + to.repeat(depth) + line.slice(depth * from.length);
    })
    .join("\n");
}

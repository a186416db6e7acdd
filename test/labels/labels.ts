/** Reads `labels.tsv`: positions in public code and prose, each with the term that a reader would want there, or none. */
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * `tune`: failures may be looked at and evidence changed for them. The others are only ever counted: `held` is what a neutral
 * tester would ask about, `hard` was chosen to be hard. A repository is in one.
 */
export const halves = ["tune", "held", "hard"] as const;
export type Half = (typeof halves)[number];

export interface Label {
  readonly half: Half;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  /** 1-based; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** What stands there, so that a wrong checkout shows. */
  readonly word: string;
  /** Undefined: no hover is wanted. */
  readonly expected: string | undefined;
}

/** Every label, in the order of the file. Throws on a line that is not one. */
export function readLabels(): Label[] {
  const file = path.join(import.meta.dirname, "labels.tsv");
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((text, index) => {
    const [half, repository, commit, file, line, column, word, expected, ...rest] = text.split("\t");
    const known = halves.find((each) => each === half);
    if (known === undefined || !repository || !commit || !file || !word || !expected || rest.length > 0)
      throw new Error(`labels.tsv:${index + 2} is not a label: ${text}`);
    return {
      half: known,
      repository,
      commit,
      path: file,
      line: Number(line),
      column: Number(column),
      word,
      expected: expected === "-" ? undefined : expected,
    };
  });
}

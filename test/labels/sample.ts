/**
 * Draws positions to be labelled by hand, with a seed and without asking the recogniser: half of a sample that comes from
 * what the recogniser finds cannot show what it misses. Candidates are the words of all names and aliases, found by a
 * plain search that knows neither places nor evidence. Names and words are drawn evenly, not by how often they occur,
 * so that `index` and `key` do not fill the sample. A seed draws the same positions only from the same glossary and commit.
 *
 *   npx tsx test/labels/sample.ts --repos <folder> --repo owner/name --seed 1 [--phrases 22] [--words 12] [--names file]
 *
 * Prints, for each position, what a person needs to judge it. Labels go into `labels.tsv` beside this file.
 */
import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { namesOf } from "../../server/content/names.ts";
import { readContentFolder } from "../../server/content/readContentFolder.node.ts";
import { languageOfPath } from "../../server/languages/languageOfPath.ts";

interface Candidate {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly word: string;
  readonly around: readonly string[];
}

const { values } = parseArgs({
  options: {
    repos: { type: "string", default: "." },
    repo: { type: "string", default: "" },
    seed: { type: "string", default: "1" },
    phrases: { type: "string", default: "22" },
    words: { type: "string", default: "12" },
    names: { type: "string" },
  },
});

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const small =
  /^(?:of|the|a|an|to|in|on|at|by|and|or|for|with|is|it|vs|n|x|i|o|b|least|most|once|one|two|per|no|id)$/;
const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];

/** One or more words with whatever little may stand between them in prose or in an identifier. */
const patternOf = (words: readonly string[]): string =>
  words
    .map((word) => (word.length > 4 ? `${word.slice(0, -1)}[a-z]{0,4}` : `${word}s?`))
    .join("(?:['’]s )?[ _+./-]?");

async function names(): Promise<string[]> {
  const { content } = await readContentFolder(path.resolve(import.meta.dirname, "../.."));
  const shipped = content.terms.flatMap(namesOf);
  const more = values.names === undefined ? [] : readFileSync(values.names, "utf8").split("\n");
  const all = [...shipped, ...more]
    .map((name) => name.replace(/\([^)]*\)/g, "").trim())
    .filter((name) => name !== "");
  return [...new Set(all.map((name) => wordsIn(name).join(" ")))].filter((name) => name !== "").sort();
}

function readable(checkout: string): string[] {
  const listed = execFileSync("git", ["-C", checkout, "ls-files", "-z"], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const data = /(?:\.(?:svg|map|lock|snap|sum|po|min\.\w+)|(?:package-lock|pnpm-lock)\.\w+|LICENSE\S*)$/i;
  const foreign = /(?:^|\/)(?:vendor|node_modules|dist|third_party|\.yarn)\//;
  const isKnown = (file: string): boolean => languageOfPath(file) !== "plaintext" || /\.txt$/.test(file);
  return (
    listed
      .split("\0")
      .filter((file) => file !== "" && isKnown(file) && !data.test(file) && !foreign.test(file))
      // A link leads to a folder, or to a file that is listed itself; a partial checkout lacks some of what is listed.
      .filter((file) => lstatSync(path.join(checkout, file), { throwIfNoEntry: false })?.isFile() === true)
  );
}

/** A word begins at the start of its run of letters, or at a capital: `index` of `btreeIndex`, not of `reindex`. */
function isWordStart(line: string, at: number): boolean {
  if (at === 0 || !/[A-Za-z]/.test(line[at - 1] as string)) return true;
  return /[A-Z]/.test(line[at] as string) && /[a-z]/.test(line[at - 1] as string);
}

function collect(
  keys: readonly string[],
  lines: readonly { file: string; line: number; text: string; around: readonly string[] }[],
  random: () => number,
): Map<string, Candidate> {
  const chosen = new Map<string, Candidate>();
  const seen = new Map<string, number>();
  const patterns = keys.map((key) => ({
    key,
    pattern: new RegExp(patternOf(key.split(" ")), "gi"),
    first: key.slice(0, 3),
  }));
  for (const { file, line, text, around } of lines) {
    const lower = text.toLowerCase();
    for (const { key, pattern, first } of patterns) {
      if (!lower.includes(first)) continue;
      for (const match of text.matchAll(pattern)) {
        if (!isWordStart(text, match.index) || /^[a-z]/.test(text.slice(match.index + match[0].length)))
          continue;
        const count = (seen.get(key) ?? 0) + 1;
        seen.set(key, count);
        // Reservoir of one: every occurrence is equally likely.
        if (random() * count < 1)
          chosen.set(key, { file, line, column: match.index + 1, word: match[0], around });
      }
    }
  }
  return chosen;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

const checkout = path.join(values.repos, values.repo);
const random = randomFrom(
  [...values.repo].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), Number(values.seed)),
);
const lines = readable(checkout).flatMap((file) => {
  const texts = readFileSync(path.join(checkout, file), "utf8").split(/\r?\n/);
  if (texts.length > 8000) return [];
  return texts.flatMap((text, index) =>
    text.length > 300
      ? []
      : [{ file, line: index + 1, text, around: texts.slice(Math.max(0, index - 1), index + 2) }],
  );
});
const phrases = await names();
const words = [...new Set(phrases.flatMap((name) => name.split(" ")))].filter(
  (word) => word.length > 2 && !small.test(word),
);
const byPhrase = collect(phrases, lines, random);
const byWord = collect(
  words.filter((word) => !phrases.includes(word)),
  lines,
  random,
);
const draw = (found: Map<string, Candidate>, count: string): Candidate[] =>
  shuffled([...found], random)
    .slice(0, Number(count))
    .map(([, candidate]) => candidate);
for (const { file, line, column, word, around } of [
  ...draw(byPhrase, values.phrases),
  ...draw(byWord, values.words),
]) {
  console.log(`${values.repo}\t${file}\t${line}\t${column}\t${word}`);
  for (const text of around) console.log(`    ${text.slice(Math.max(0, column - 90), column + 80).trim()}`);
}

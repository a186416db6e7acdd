/**
 * What recognition costs, as ratios to reading the same text once with `charCodeAt` in the same run: a machine's speed
 * cancels out, its load nearly. Text: the typings of our dependencies, which nobody wrote for this, or the TypeScript below
 * the folder that `DESIGNWISE_BENCH_SOURCES` names.
 *
 *   npm run bench matching
 *   DESIGNWISE_BENCH_SOURCES=../some-project npm run bench matching
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import { readContentFolder } from "../../server/content/readContentFolder.node.ts";
import type { Term } from "../../server/content/types.ts";
import { hover } from "../../server/features/hover.ts";
import { findTerms } from "../../server/glossary/match.ts";
import { buildTermIndex, type TermIndex } from "../../server/glossary/termIndex.ts";
import { scanRegions, syntaxOf, unknownSyntax } from "../../server/languages/regions.ts";

const root = path.resolve(import.meta.dirname, "../..");
const mebibyte = 1 << 20;
const rounds = 15;

/** Code, comments and typings of dependencies in about equal parts, joined. */
function dependencies(length: number): string {
  const folders = [
    "@types/node",
    "vscode-languageserver/lib",
    "vscode-languageclient/lib",
    "fast-check/lib",
    "lru-cache/dist",
  ];
  const share = length / folders.length;
  return folders
    .map((folder) => textBelow(path.join(root, "node_modules", folder), /(?:\.d\.ts|(?<!\.min)\.js)$/, share))
    .join("");
}

/** The files whose names fit, one after the other in the order of their paths, up to `length` UTF-16 units. */
function textBelow(folder: string, names: RegExp, length: number): string {
  let text = "";
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (text.length >= length) break;
    const isWanted = names.test(name) && !/(?:^|[\\/])(?:\.git|node_modules)[\\/]/.test(name);
    const file = path.join(folder, name);
    if (isWanted && statSync(file).isFile()) text += readFileSync(file, "utf8");
  }
  return text.slice(0, length);
}

const milliseconds = (work: () => unknown): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function charCodeSum(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

/** Terms of two words that the text may hold, so that the dictionary grows without new evidence. */
function syntheticTerms(model: Term, count: number): Term[] {
  const letters = "bcdfghklmnprstvz";
  const word = (seed: number): string =>
    [seed, seed >> 4, seed >> 8].map((part) => `${letters[part & 15]}${"aeiou"[part % 5]}`).join("");
  return Array.from({ length: count }, (_, index) => ({
    ...model,
    id: `synthetic-${index}`,
    name: `${word(index * 7919)} ${word(index * 104729 + 13)}`,
    aliases: [],
    alsoWritten: [],
    recognition: [],
  }));
}

const { content } = await readContentFolder(root);
const [model] = content.terms;
if (model === undefined) throw new Error("no terms to measure with");
const folder = process.env.DESIGNWISE_BENCH_SOURCES;
// One flat string, as an editor sends it.
const text = Buffer.from(
  folder === undefined ? dependencies(mebibyte) : textBelow(folder, /\.tsx?$/, mebibyte),
).toString();
const typescript = syntaxOf("typescript") ?? unknownSyntax;

/** Each round reads the text once before the work, so that load slows both. The first rounds warm up. */
function report(label: string, work: () => unknown): void {
  const ratios: number[] = [];
  const times: number[] = [];
  for (let round = -5; round < rounds; round++) {
    const floor = milliseconds(() => charCodeSum(text));
    const time = milliseconds(work);
    if (round < 0) continue;
    ratios.push(floor / time);
    times.push(time);
  }
  const speed = (text.length / 1e3 / median(times)).toFixed(0).padStart(5);
  console.log(`${label.padEnd(28)} ${speed} MB/s  ${median(ratios).toFixed(3)} x charCodeAt`);
}

console.log(`${(text.length / mebibyte).toFixed(2)} MiB of source text, median of ${rounds} rounds`);
report("charCodeAt loop", () => charCodeSum(text));
report("regions", () => scanRegions(text, typescript));

const regions = scanRegions(text, typescript);
const document = { text, languageId: "typescript", regions };
/** All that ships, with its evidence, and so many more: a curve over this shows what a term costs. */
const termsWith = (extra: number): readonly Term[] => [...content.terms, ...syntheticTerms(model, extra)];
const buildTime = (terms: readonly Term[]): string =>
  median(Array.from({ length: 9 }, () => milliseconds(() => buildTermIndex(terms)))).toFixed(1);
const curve = [0, 100, 1_000, 10_000];
for (const extra of curve) {
  const terms = termsWith(extra);
  const index = buildTermIndex(terms);
  report(`matching, ${extra} extra terms`, () => findTerms(document, index));
  console.log(`  ${findTerms(document, index).length} matches; index built in ${buildTime(terms)} ms`);
}
console.log(`index of 10,000 terms without ours built in ${buildTime(syntheticTerms(model, 10_000))} ms`);

const lines = text.split("\n").slice(0, 5000);
const index = buildTermIndex(termsWith(10_000));
const deps = {
  commands: [],
  markdown: true,
  index,
  term: (id: string) => content.terms.find((term) => term.id === id),
  patternName: () => undefined,
};
/** A hover in each of many lines; for the second figure a letter is typed somewhere before each of them. */
function typeLetter(document: TextDocument, version: number): void {
  const at = { line: (version * 3571) % lines.length, character: 0 };
  TextDocument.update(document, [{ range: { start: at, end: at }, text: "x" }], version);
  // The editor's document is one flat text by the time it is read.
  document.getText().charCodeAt(0);
}

function reportHovers(label: string, isEdited: boolean): void {
  const times: number[] = [];
  const current = TextDocument.create("file:///a.ts", "typescript", 0, lines.join("\n"));
  for (let sample = -200; sample < 2000; sample++) {
    if (isEdited) typeLetter(current, sample + 201);
    const line = ((sample + 200) * 7919) % lines.length;
    const started = performance.now();
    hover(current, { line, character: (sample * 31) & 63 }, deps);
    if (sample >= 0) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
  console.log(`${label.padEnd(28)} p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms`);
}

console.log("hover in 5,000 lines with 10,000 extra terms");
reportHovers("  unchanged", false);
reportHovers("  right after an edit", true);

/** All that was weighed stays alive, so that nothing is freed between two weighings but what was in the way. */
const weighed: TermIndex[] = [];

/** MiB of an index with what it makes when it is first asked. */
function weight(collect: () => void, terms: readonly Term[]): number {
  const bytes = (): number => {
    // What is in an array's buffer is freed one round later than the array.
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = bytes();
  const index = buildTermIndex(terms);
  weighed.push(index);
  findTerms(document, index);
  return (bytes() - before) / mebibyte;
}

// Last, since to collect makes the engine forget compiled code, too.
const collect = globalThis.gc;
if (collect === undefined) console.log("memory is weighed with --expose-gc only");
else
  for (const extra of curve)
    console.log(`index with ${extra} extra terms: ${weight(collect, termsWith(extra)).toFixed(1)} MiB`);

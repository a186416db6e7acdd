/**
 * Precision and recall of recognition on labelled positions in code that nobody here wrote, beside two others on the same
 * positions: the longest name without evidence, and Contextive's published matching. Fetches nothing.
 *
 *   npx tsx test/labels/measure.ts --repos <folder with checkouts, owner/name each> [--failures]
 *
 * An answer counts as right when it is the term that was labelled (for Contextive: when that is among those it shows),
 * and as wrong when it is another or none was wanted. `--failures` lists ours in the tuning half; those of what is held
 * out stay unseen, or it would not be held out.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readContentFolder } from "../../server/content/readContentFolder.node.ts";
import { findTerms, type MatchDocument, termAt } from "../../server/glossary/match.ts";
import { buildTermIndex, type TermIndex } from "../../server/glossary/termIndex.ts";
import { languageOfPath } from "../../server/languages/languageOfPath.ts";
import { scanRegions, syntaxOf, unknownSyntax } from "../../server/languages/regions.ts";
import { Contextive } from "./contextive.ts";
import { type Half, type Label, readLabels } from "./labels.ts";

interface Matcher {
  readonly name: string;
  readonly at: (document: MatchDocument, offset: number) => ReadonlySet<string>;
  readonly count: (document: MatchDocument) => number;
}

interface Position {
  readonly label: Label;
  readonly document: MatchDocument;
  readonly offset: number;
}

const { values } = parseArgs({
  options: { repos: { type: "string", default: "." }, failures: { type: "boolean", default: false } },
});

const byIndex = (name: string, index: TermIndex): Matcher => ({
  name,
  at: (document, offset) => {
    const match = termAt(document, offset, index);
    return new Set(match === undefined ? [] : [match.termId]);
  },
  count: (document) => findTerms(document, index).length,
});

/** Repositories whose checkout is there and at the labels' commit; the others are named. */
function usable(labels: readonly Label[]): Set<string> {
  const good = new Set<string>();
  for (const [repository, commit] of new Map(labels.map((label) => [label.repository, label.commit]))) {
    const folder = path.join(values.repos, repository);
    const isThere = existsSync(folder);
    const head = isThere
      ? execFileSync("git", ["-C", folder, "rev-parse", "HEAD"], { encoding: "utf8" }).trim()
      : "";
    if (head === commit) good.add(repository);
    else console.log(`${repository}: ${isThere ? `at ${head}, the labels are of ${commit}` : "no checkout"}`);
  }
  return good;
}

/** Each file once, with its regions kept. */
function opener(): (label: Label) => MatchDocument | undefined {
  const documents = new Map<string, MatchDocument | undefined>();
  return ({ repository, path: file }) => {
    const absolute = path.join(values.repos, repository, file);
    if (!documents.has(absolute)) documents.set(absolute, open(absolute));
    return documents.get(absolute);
  };
}

function open(file: string): MatchDocument | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  const languageId = languageOfPath(file);
  return { text, languageId, file, regions: scanRegions(text, syntaxOf(languageId) ?? unknownSyntax) };
}

function positionsOf(labels: readonly Label[]): Position[] {
  const documentOf = opener();
  return labels.flatMap((label) => {
    const document = documentOf(label);
    const lines = document?.text.split("\n").slice(0, label.line - 1) ?? [];
    const offset = lines.reduce((sum, line) => sum + line.length + 1, label.column - 1);
    if (document?.text.startsWith(label.word, offset)) return [{ label, document, offset }];
    console.log(`${label.repository}/${label.path}:${label.line}: no "${label.word}" there`);
    return [];
  });
}

const percent = (part: number, whole: number): string => (whole === 0 ? "  –  " : (part / whole).toFixed(3));

function tally(matcher: Matcher, positions: readonly Position[]): string {
  let right = 0;
  let wrong = 0;
  let wanted = 0;
  for (const { label, document, offset } of positions) {
    const shown = matcher.at(document, offset);
    const isRight = label.expected !== undefined && shown.has(label.expected);
    if (label.expected !== undefined) wanted++;
    if (isRight) right++;
    else if (shown.size > 0) wrong++;
  }
  const documents = [...new Set(positions.map(({ document }) => document))];
  const lines = documents.reduce((sum, { text }) => sum + text.split("\n").length, 0);
  const matches = documents.reduce((sum, document) => sum + matcher.count(document), 0);
  const counts = `${right} right, ${wrong} wrong, ${wanted - right} missed`;
  const density = ((matches * 1000) / Math.max(1, lines)).toFixed(1).padStart(7);
  return `${matcher.name.padEnd(24)}${percent(right, right + wrong).padStart(9)}${percent(right, wanted).padStart(9)}${density}   ${counts}`;
}

function printFailures(matcher: Matcher, positions: readonly Position[]): void {
  for (const { label, document, offset } of positions) {
    const shown = [...matcher.at(document, offset)][0];
    if (shown === label.expected) continue;
    const line = document.text.split("\n")[label.line - 1]?.trim().slice(0, 120);
    console.log(`  ${label.repository}/${label.path}:${label.line} "${label.word}"`);
    console.log(`    wanted ${label.expected ?? "nothing"}, shown ${shown ?? "nothing"}: ${line}`);
  }
}

const { content } = await readContentFolder(path.resolve(import.meta.dirname, "../.."));
const ids = new Set(content.terms.map(({ id }) => id));
const all = readLabels();
const unwritten = all.filter(({ expected }) => expected !== undefined && !ids.has(expected));
if (unwritten.length > 0)
  console.log(`${unwritten.length} labels are of terms that the glossary does not have; not counted.`);
const good = usable(all);
const positions = positionsOf(
  all.filter((label) => !unwritten.includes(label) && good.has(label.repository)),
);
const contextive = new Contextive(content.terms);
const ours = byIndex("ours", buildTermIndex(content.terms));
const matchers: readonly Matcher[] = [
  ours,
  byIndex(
    "longest, no evidence",
    buildTermIndex(content.terms.map((term) => ({ ...term, recognition: [] }))),
  ),
  {
    name: "Contextive's rules",
    at: ({ text }, offset) => contextive.at(text, offset),
    count: ({ text }) => contextive.count(text),
  },
];
const parts: readonly { readonly title: string; readonly of: readonly Half[] }[] = [
  { title: "Tuning half", of: ["tune"] },
  { title: "Held out, as a neutral tester would ask", of: ["held"] },
  { title: "Held out, chosen to be hard", of: ["hard"] },
  { title: "Held out, all", of: ["held", "hard"] },
];
for (const { title, of } of parts) {
  const part = positions.filter(({ label }) => of.includes(label.half));
  const wanted = part.filter(({ label }) => label.expected !== undefined).length;
  console.log(`\n${title}: ${part.length} positions, a term at ${wanted}`);
  console.log(`${"".padEnd(24)}precision   recall  per 1,000 lines`);
  for (const matcher of matchers) console.log(tally(matcher, part));
  if (values.failures && of.includes("tune")) printFailures(ours, part);
}

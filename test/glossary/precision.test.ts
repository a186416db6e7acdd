/**
 * The glossary that ships, on code and prose as people write it: a wrong popup costs more trust than a missing one. When
 * this fails after a term was added, the term lacks evidence (`recognise:`), not this test an exception.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { readContentFolder } from "../../server/content/readContentFolder.node.ts";
import { findTerms } from "../../server/glossary/match.ts";
import { buildTermIndex, type TermIndex } from "../../server/glossary/termIndex.ts";
import { parseMarked } from "../support/markedSource.ts";

/** Ordinary code and prose in which some term's word stands for something else. */
const silent: Readonly<Record<string, readonly string[]>> = {
  typescript: [
    "const cap = 5; // cap the list at ten",
    "function f(first: string, ...rest: string[]) { return rest.length; }",
    "const token = parser.next(); if (token.kind === 'identifier') tokens.push(token);",
    "window.document.body.appendChild(container);",
    "const queue: string[] = []; queue.push(item); queue.shift();",
    "for (let index = 0; index < items.length; index++) sum += items[index];",
    "it('keeps the session', () => { session.dispose(); });",
    "const partition = items.filter((x) => x.ok);",
    "clearInterval(clock); const order = orders.sort(byDate);",
    "const ring = drawRing(ctx); const bucket = buckets[0];",
    "import { Container } from './ui'; class Index extends Page {}",
    "const lease = rental.lease; raft.float(); saga.chapter = 3;",
    "const pool = swimmingPool; const node = tree.root; const leader = team.leader;",
    "// keep the order of the rest, and the token after it",
    "const view = new DataView(buffer); const window = new Window();",
  ],
  css: [".container { width: 100%; }", ".rest, .index, .window { order: 2; }"],
  python: [
    "for index, token in enumerate(tokens): container.append(token)",
    "session = requests.Session()",
    "args, rest = parse(argv); cap = min(cap, rest)",
  ],
  go: ["buf := make([]byte, 0, cap(old))", "type Node struct { Index int; Order []Token }"],
  markdown: [
    "The rest of the window is in order.",
    "Take a token, put it in the container, and close the session.",
  ],
  shellscript: ["docker_index=$1; shift; rest=$*"],
};

/** What must be found; the marks are the whole answer. */
const found: Readonly<Record<string, readonly string[]>> = {
  typescript: [
    "const limiter = new «TokenBucket»(10);",
    "// a shared «rate limiter» with «exponential backoff»",
    "const «circuitBreaker» = wrap(call);",
    "class «ConsistentHashRing» {}",
    "log('«cache stampede»');",
  ],
  python: ["def «write_through_cache»(): ..."],
  go: ["// The «write-ahead log» is replayed.", "var «bloomFilter» Filter"],
  markdown: ["By the «CAP theorem», a partition forces a choice.", "«Little's law» holds."],
};

describe("the glossary on ordinary text", function () {
  this.timeout(30_000); // It reads the whole glossary, perhaps on a busy machine.
  let index: TermIndex;
  before(async () => {
    const { content } = await readContentFolder(path.resolve(import.meta.dirname, "../.."));
    index = buildTermIndex(content.terms);
  });
  const check = (languageId: string, source: string): void => {
    const { text, ranges } = parseMarked(source);
    assert.deepEqual(
      findTerms({ text, languageId }, index).map(({ start, end }) => text.slice(start, end)),
      ranges.map(({ start, end }) => text.slice(start, end)),
    );
  };
  for (const [languageId, sources] of Object.entries(silent)) {
    for (const source of sources) it(`${languageId}, nothing in ${source}`, () => check(languageId, source));
  }
  for (const [languageId, sources] of Object.entries(found)) {
    for (const source of sources) it(`${languageId}, ${source}`, () => check(languageId, source));
  }
});

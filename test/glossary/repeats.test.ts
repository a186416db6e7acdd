/** A name that was shown counts again close by, unless something speaks against it. */
import assert from "node:assert/strict";
import { findTerms } from "../../server/glossary/match.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { sampleTerm, sampleTerms } from "./sampleTerms.ts";

const index = buildTermIndex(sampleTerms);
/** So many lines of some 35 characters, in which nothing is found. */
const lines = (count: number): string => "const somethingElse = compute(42);\n".repeat(count);

/** What is found, as written. */
const found = (text: string, languageId = "typescript"): string[] =>
  findTerms({ text, languageId }, index).map(({ start, end }) => text.slice(start, end));

describe("a name that was shown", () => {
  it("counts again before and behind, in any inflection", () => {
    const text = `ttl;\n${lines(8)}cache(1);\n${lines(10)}cache.evict();\n${lines(10)}caches.push(2);\n`;
    assert.deepEqual(found(text), ["cache", "cache", "caches"]);
  });

  it("does not count where it was never shown", () => {
    assert.deepEqual(found(`ttl;\n${lines(8)}cache(1);\n${lines(10)}evict();\n`), []);
  });

  it("does not count where the passage says little of it", () => {
    assert.deepEqual(found(`cache.evict();\n${lines(4)}cache(1);\n`), ["cache"]);
  });

  it("does not count far away", () => {
    assert.deepEqual(found(`ttl;\n${lines(8)}cache.evict();\n${lines(60)}cache(1);\n`), ["cache"]);
  });

  it("counts by what evidence showed, not by what only repeats it", () => {
    const text = `ttl;\n${lines(8)}cache.evict();\n${lines(25)}cache(1);\n${lines(25)}cache(2);\n`;
    assert.deepEqual(found(text), ["cache", "cache"]);
  });

  it("does not count where something speaks against it", () => {
    const text = `// The session of the cookie.\n\n\n// A session of the test.\n\n\n// A session.\n\n\n// A login.\n`;
    assert.deepEqual(found(text), ["session", "session"]);
  });

  it("does not count in a spelling that evidence demands otherwise", () => {
    const text = "// WAL and its fsync.\n\n\n// A wal.\n\n\n// The WAL.\n\n\n// A checkpoint.\n";
    assert.deepEqual(found(text), ["WAL", "WAL"]);
  });

  it("does not count inside what was found", () => {
    const terms = buildTermIndex([...sampleTerms, sampleTerm("Second cache")]);
    const text = "cache.evict();\nsecondCache(1);\n";
    assert.deepEqual(
      findTerms({ text, languageId: "typescript" }, terms).map(({ termId }) => termId),
      ["cache", "second-cache"],
    );
  });

  it("a range asks for what stands outside of it", () => {
    const text = `${lines(100)}ttl;\n${lines(8)}cache.evict();\n${lines(20)}cache(1);\n${lines(100)}`;
    const start = text.lastIndexOf("cache");
    const within = findTerms({ text, languageId: "typescript" }, index, { start, end: start + 5 });
    assert.deepEqual(
      within.map((match) => match.start),
      [start],
    );
  });
});

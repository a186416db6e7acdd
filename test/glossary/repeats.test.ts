/** A term that was shown counts again close by, in its other names too, unless something speaks against it. */
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

describe("a term that was shown", () => {
  it("counts again before and behind, in any inflection", () => {
    const text = `cache(1);\n${lines(6)}cache.evict();\n${lines(6)}caches.push(2);\n`;
    assert.deepEqual(found(text), ["cache", "cache", "caches"]);
  });

  it("counts by its other names", () => {
    const text = "// The write-ahead log.\n\n\n// A WAL grows.\n\n\n// A cap.\n";
    assert.deepEqual(found(text), ["write-ahead log", "WAL"]);
  });

  it("does not count where it was never shown", () => {
    assert.deepEqual(found(`evict();\n${lines(8)}cache(1);\n${lines(5)}cache(2);\n`), []);
  });

  it("does not count far away", () => {
    assert.deepEqual(found(`cache.evict();\n${lines(9)}cache(1);\n`), ["cache"]);
  });

  it("counts by what evidence showed, not by what only repeats it", () => {
    const text = `cache.evict();\n${lines(8)}cache(1);\n${lines(8)}cache(2);\n`;
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
    const text = `${lines(100)}cache.evict();\n${lines(8)}cache(1);\n${lines(100)}`;
    const start = text.lastIndexOf("cache");
    const within = findTerms({ text, languageId: "typescript" }, index, { start, end: start + 5 });
    assert.deepEqual(
      within.map((match) => match.start),
      [start],
    );
  });
});

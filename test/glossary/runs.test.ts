/** Runs of letters and digits are remembered as they were cut: where one was met first must not matter. */
import assert from "node:assert/strict";
import { findTerms } from "../../server/glossary/match.ts";
import { buildTermIndex, type TermIndex } from "../../server/glossary/termIndex.ts";
import { sampleTerm } from "./sampleTerms.ts";

const newIndex = (): TermIndex =>
  buildTermIndex([
    sampleTerm("S3 bucket"),
    sampleTerm("Little's law"),
    sampleTerm("Rate limiter"),
    sampleTerm("Über lock"),
  ]);
const names = (text: string, index: TermIndex): string[] =>
  findTerms({ text, languageId: "typescript" }, index).map((match) => text.slice(match.start, match.end));

const texts = [
  ["const a = 'S3Bucket'", ["S3Bucket"]],
  ["new S3Bucket(a)", ["S3Bucket"]],
  ["// Little's law, Little’s law", ["Little's law", "Little’s law"]],
  ["// s law", []],
  ["sharedRateLimiter2 = `rate_limiter`", ["RateLimiter", "rate_limiter"]],
  ["const überLock = ÜBER_LOCK", ["überLock", "ÜBER_LOCK"]],
  [`const ${"x".repeat(100)}RateLimiter = 1`, ["RateLimiter"]],
] as const;

describe("runs", () => {
  it("hold the same words wherever they were met first", () => {
    for (const order of [texts, [...texts].reverse()]) {
      const index = newIndex();
      for (let round = 0; round < 2; round++) {
        for (const [text, expected] of order) assert.deepEqual(names(text, index), expected, text);
      }
    }
  });

  it("are found again when more were met than are remembered", () => {
    const index = newIndex();
    const many = Array.from({ length: 40_000 }, (_, at) => `rateLimiter_${at}`).join(" ");
    assert.equal(names(many, index).length, 40_000);
    assert.equal(names(many, index).length, 40_000);
    assert.deepEqual(names("new S3Bucket(a)", index), ["S3Bucket"]);
  });
});

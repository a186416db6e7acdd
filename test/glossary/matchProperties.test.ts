/** What holds of matching for every text: it never throws, its offsets are sound, both ways of asking agree. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { findTerms, termAt } from "../../server/glossary/match.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { sampleTerm, sampleTerms } from "./sampleTerms.ts";

const index = buildTermIndex(sampleTerms);
const languages = ["typescript", "python", "markdown", "yaml", "clojure", "nobody-knows"];

const fragments = [
  "rate",
  "Rate",
  "RATE",
  "limiter",
  "Limiter",
  "limits",
  "_",
  "-",
  " ",
  "\n",
  "\r\n",
  "// ",
  "# ",
  "/*",
  "*/",
  '"',
  "'",
  "`",
  "${",
  "}",
  "cache",
  "Cache",
  "stampede",
  "CAP",
  "cap",
  "theorem",
  "consistency",
  "N+1",
  "query",
  "Little's law",
  "OAuth",
  "2.0",
  "hash",
  "Ring",
  "consistent",
  "😀",
  "\ud83d",
  "\udc00",
  "é",
  "\u0301",
  "一致性哈希",
  ".",
  ",",
  "(",
  "https://a.b/",
  "x",
  "\u00ad",
  "\0",
];
const texts = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(""));

describe("matching, for any text", function () {
  this.timeout(30_000); // Seconds at most, but the machine may be shared.
  it("gives sound, ordered ranges of whole words, none inside another", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...languages), (text, languageId) => {
        const found = findTerms({ text, languageId }, index);
        let last = { start: -1, end: -1 };
        for (const { start, end, termId } of found) {
          assert.ok(start >= 0 && start < end && end <= text.length);
          assert.ok(start > last.start && end > last.end, "matches ascend");
          assert.match(text.slice(start, end), /^[\p{L}\p{N}].*[\p{L}\p{N}\p{M}\u00ad]$/su);
          assert.ok(sampleTerms.some(({ id }) => id === termId));
          last = { start, end };
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("finds at each offset what it lists for the whole text", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...languages), (text, languageId) => {
        const document = { text, languageId };
        const found = findTerms(document, index);
        for (let offset = 0; offset < text.length; offset++) {
          const covering = found.filter(({ start, end }) => start <= offset && offset < end);
          const here = termAt(document, offset, index);
          if (covering.length === 0) {
            const isBehind = here?.end === offset;
            const isNamed =
              here !== undefined && /^\w+$/.test(text.slice(offset, here.end).replace(/[^\0-\x7f]/g, ""));
            assert.ok(here === undefined || isBehind || isNamed);
          } else {
            assert.ok(
              here !== undefined &&
                covering.some(({ start, end }) => start === here.start && end === here.end),
            );
            assert.ok(covering.every(({ start, end }) => end - start <= here.end - here.start));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("does not depend on what stands far away", () => {
    const filler = "const somethingElse = 1;\n".repeat(400);
    fc.assert(
      fc.property(texts, (text) => {
        const inComment = `/* ${text.replaceAll("*/", "")} */`;
        const padded = `${filler}\n${inComment}\n\n${filler}`;
        const shift = filler.length + 1;
        const alone = findTerms({ text: inComment, languageId: "go" }, index);
        const within = findTerms({ text: padded, languageId: "go" }, index, {
          start: shift,
          end: shift + inComment.length,
        });
        assert.deepEqual(
          within.map(({ termId, start, end }) => ({ termId, start: start - shift, end: end - shift })),
          alone.map(({ termId, start, end }) => ({ termId, start, end })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("any names make an index that finds them in prose", () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const name = words.join(" ");
        const own = buildTermIndex([sampleTerm(name)]);
        const text = `a ${name}.`;
        const [match] = findTerms({ text, languageId: "plaintext" }, own);
        assert.deepEqual(match && text.slice(match.start, match.end), name);
      }),
      { numRuns: 500 },
    );
  });

  it("strange names are no trouble", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { maxLength: 5 }), (names) => {
        const own = buildTermIndex(names.map((name) => sampleTerm(name, { aliases: [name, ""] })));
        for (const name of names) findTerms({ text: name, languageId: "plaintext" }, own);
      }),
      { numRuns: 500 },
    );
  });

  it("costs in proportion to the text, on texts made to defeat it", () => {
    const hostile = [
      "cache ",
      "CAP ",
      "cap theorem ",
      "rate_",
      "session\n",
      "// cache\n",
      "http://",
      "hash",
      "\u0301",
      "😀",
      "'s ",
      "raft,",
    ];
    const started = performance.now();
    for (const part of hostile) {
      const text = part.repeat(100_000 / part.length);
      for (const languageId of ["typescript", "markdown"]) {
        findTerms({ text, languageId }, index);
        termAt({ text, languageId }, 50_000, index);
      }
    }
    // 24 texts of 100,000 characters. Evidence looks at 400 characters on either side of each word and no farther.
    assert.ok(performance.now() - started < 20_000);
  });
});

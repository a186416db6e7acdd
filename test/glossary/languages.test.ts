/** Every language's comment and string syntax, against a text that says itself what its words are. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Place } from "../../server/content/types.ts";
import { syntaxes } from "../../server/languages/index.gen.ts";
import {
  placeAt,
  regionEnd,
  regionPlace,
  rescanRegions,
  scanRegions,
  syntaxOf,
  unknownSyntax,
} from "../../server/languages/regions.ts";
import { languageSamples } from "./languageSamples.ts";

const placeOf: Readonly<Record<string, Place>> = {
  COMMENT: "comment",
  STRING: "string",
  CODE: "identifier",
  PROSE: "prose",
};

/** Asserts that each upper-case word stands where it says. */
function checkWords(text: string, languageId: string): void {
  const regions = scanRegions(text, syntaxOf(languageId) ?? unknownSyntax);
  for (const match of text.matchAll(/COMMENT|STRING|CODE|PROSE/g)) {
    const around = JSON.stringify(text.slice(Math.max(0, match.index - 20), match.index + 20));
    assert.equal(
      placeAt(regions, match.index),
      placeOf[match[0]],
      `${match[0]} at ${match.index} in ${around}`,
    );
  }
}

describe("language syntaxes", () => {
  for (const syntax of syntaxes) {
    const id = syntax.ids.find((each) => each in languageSamples) ?? String(syntax.ids[0]);
    const sample = Object.entries(languageSamples).find(([folder]) => syntax.ids.includes(folder))?.[1];
    it(`${id}: comments, strings and code are told apart`, () => {
      assert.ok(sample !== undefined, `no sample in languageSamples.ts for any of ${syntax.ids.join(", ")}`);
      checkWords(sample, id);
    });
    it(`${id}: the same with Windows line ends`, () =>
      checkWords((sample ?? "").replaceAll("\n", "\r\n"), id));
  }

  it("state each language id once, 40 at least", () => {
    const ids = syntaxes.flatMap(({ ids }) => ids);
    assert.deepEqual(ids, [...new Set(ids)]);
    assert.ok(ids.length >= 40);
  });

  it("have import patterns that compile and capture a module", () => {
    for (const { ids, imports } of syntaxes) {
      for (const pattern of imports) {
        assert.equal(new RegExp(`${pattern}|`, "m").exec("")?.length, 2, `${ids[0]}: ${pattern}`);
      }
    }
  });

  it("an unknown language has only the commonest comments, and prose", () => {
    checkWords(
      '// COMMENT\nPROSE http://PROSE #PROSE PROSE isn\'t PROSE "STRING"\n  # COMMENT\n/* COMMENT */ PROSE',
      "nobody-knows",
    );
  });
});

describe("regions", function () {
  this.timeout(30_000); // Seconds at most, but the machine may be shared.
  it("an unfinished comment or string owns its line end, so that a caret there is inside", () => {
    const text = "a // b\nc 'd\ne";
    const regions = scanRegions(text, syntaxOf("typescript") ?? unknownSyntax);
    assert.equal(placeAt(regions, text.indexOf("\n")), "comment");
    assert.equal(placeAt(regions, text.lastIndexOf("\n")), "string");
    assert.equal(placeAt(regions, text.length), "identifier");
  });

  it("at the end of the text, the place is that of what one would type there", () => {
    const at = (text: string, languageId: string): Place =>
      placeAt(scanRegions(text, syntaxOf(languageId) ?? unknownSyntax), text.length);
    assert.equal(at('x = "done"', "typescript"), "identifier");
    assert.equal(at('x = "open', "typescript"), "string");
    assert.equal(at("// open", "typescript"), "comment");
    assert.equal(at("/* done */", "typescript"), "identifier");
    assert.equal(at("", "typescript"), "identifier");
    assert.equal(at("", "markdown"), "prose");
  });

  const fragments = [
    "/*",
    "*/",
    "//",
    '"',
    "'",
    "`",
    "${",
    "}",
    "{",
    "\n",
    "\r\n",
    "\\",
    '"""',
    "<<EOF",
    "EOF",
    "```",
    "😀",
    "x",
    " ",
    "#",
    "--[[",
    "<script>",
    "<?php",
    "?>",
    "</script>",
    "/[",
    "(",
    ")",
    "<",
    ">",
  ];

  it("partition any text, in any language", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...syntaxes),
        fc.array(fc.constantFrom(...fragments), { maxLength: 40 }),
        (syntax, parts) => {
          const text = parts.join("");
          const regions = scanRegions(text, syntax);
          assert.equal(regions.starts[0], 0);
          for (let index = 0; index < regions.starts.length; index++) {
            const start = regions.starts[index] as number;
            const end = regionEnd(regions, index);
            assert.ok(
              end > start || start === text.length,
              `region ${index} of ${JSON.stringify(text)} is empty`,
            );
            assert.equal(placeAt(regions, start), regionPlace(regions, index));
            const next = regionPlace(regions, index + 1);
            assert.notEqual(next, regionPlace(regions, index));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("are the same after any edits, scanned around each edit or as a whole", () => {
    const lines = Object.values(languageSamples).flatMap((sample) => sample.split("\n"));
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...lines) },
      {
        weight: 1,
        arbitrary: fc.array(fc.constantFrom(...fragments), { maxLength: 6 }).map((parts) => parts.join("")),
      },
    );
    const edit = fc.record({
      at: fc.nat(1_000_000),
      length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(4000)),
      text: fc.oneof(fc.constantFrom(...fragments), fc.constantFrom(...lines), fc.constant("")),
    });
    let scannedAgain = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...syntaxes),
        fc.array(line, { minLength: 150, maxLength: 400, size: "max" }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (syntax, parts, edits) => {
          let text = parts.join("\n");
          let regions = scanRegions(text, syntax);
          for (const { at, length, text: inserted } of edits) {
            const start = at % (text.length + 1);
            const edited = text.slice(0, start) + inserted + text.slice(start + length);
            regions = rescanRegions({ text, regions }, edited, syntax);
            const { starts, kinds, length: scanned } = scanRegions(edited, syntax);
            assert.deepEqual(
              { starts: regions.starts, kinds: regions.kinds, length: regions.length },
              { starts, kinds, length: scanned },
            );
            if (regions.quiet.length > 2) scannedAgain++;
            text = edited;
          }
        },
      ),
      { numRuns: 600, seed: 7 },
    );
    assert.ok(scannedAgain > 200, `${scannedAgain} texts with quiet places are too few to say anything`);
  });

  it("after a keystroke cost a small part of a whole scan", () => {
    const syntax = syntaxOf("typescript") ?? unknownSyntax;
    const text = `${languageSamples.typescript}\n`.repeat(2000);
    const regions = scanRegions(text, syntax);
    const middle = text.length >> 1;
    const edited = `${text.slice(0, middle)}x${text.slice(middle)}`;
    const timeOf = (work: () => unknown): number => {
      const times = Array.from({ length: 15 }, () => {
        const started = performance.now();
        work();
        return performance.now() - started;
      });
      return Math.min(...times);
    };
    const whole = timeOf(() => scanRegions(edited, syntax));
    const again = timeOf(() => rescanRegions({ text, regions }, edited, syntax));
    assert.ok(again < whole / 3, `${again} ms against ${whole} ms`);
  });

  it("cost no more than in proportion, on texts made to defeat the scanner", () => {
    const hostile = [
      "/*",
      "<script ",
      "`",
      "(/[",
      "<<EOF\n",
      "#",
      '"',
      "<a ",
      "{{",
      "<?php ",
      "```\n",
      "](",
      "$x$",
      "r#",
      "'\\",
      "\\begin{",
      ">",
      "[=",
    ];
    const size = 100_000;
    const started = performance.now();
    for (const part of hostile) {
      const text = part.repeat(size / part.length);
      for (const id of [
        "typescript",
        "markdown",
        "html",
        "php",
        "rust",
        "shellscript",
        "lua",
        "latex",
        "swift",
      ]) {
        scanRegions(text, syntaxOf(id) ?? unknownSyntax);
      }
    }
    // 162 scans of 100,000 characters: well under a second in proportion, minutes if one of them is quadratic.
    assert.ok(performance.now() - started < 20_000);
  });
});

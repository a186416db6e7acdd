/** Uses of a concept in a document: as highlights where the cursor is in prose, and as ranges for a search. */
import assert from "node:assert/strict";
import { highlight } from "../../server/features/highlight.ts";
import { usesIn } from "../../server/features/references.ts";
import { underlines } from "../../server/features/underlines.ts";
import { markedDocument, onlyCursor } from "../support/markedSource.ts";
import { described, index, rangesOf } from "./concepts.ts";

/** All marked ranges are highlighted when the cursor is where it is; none is, when nothing is marked. */
function checkHighlight(source: string, languageId = "typescript"): void {
  const marked = markedDocument(source, languageId);
  const { document, ranges } = marked;
  const found = highlight(document, document.positionAt(onlyCursor(marked)), index) ?? [];
  assert.deepEqual(
    described(
      document,
      found.map(({ range }) => range),
    ),
    described(document, rangesOf(document, ranges)),
  );
}

/** The marked ranges are the uses of the term, whatever their spelling. */
function checkUses(source: string, termId: string, languageId = "typescript"): void {
  const { document, text, ranges } = markedDocument(source, languageId);
  const found = usesIn({ text, languageId }, termId, index);
  assert.deepEqual(described(document, found), described(document, rangesOf(document, ranges)));
}

describe("highlight of a concept", () => {
  it("marks every spelling in the document, code included", () =>
    checkHighlight(
      "// The «rate li«|»miter».\nconst «rateLimiter» = new «RateLimiter»(«RATE_LIMIT»);\r\n// «rate-limited»\n",
    ));
  it("keeps to its own concept", () =>
    checkHighlight("A «cache st«|»ampede» is no cache, and a token bucket neither.", "markdown"));
  it("leaves identifiers to the language", () =>
    checkHighlight("// rate limiter\nconst rate«|»Limiter = 1;"));
  it("leaves strings to the language", () => checkHighlight('// rate limiter\nconst s = "rate«|» limiter";'));
  it("is silent beside a concept", () => checkHighlight("// rate limiter and mo«|»re"));
});

describe("uses of a concept", () => {
  it("are found in code, comments, strings and prose", () =>
    checkUses(
      'const «RATE_LIMITER» = "«rate limiter»"; // «rate-limiting», 😀 «rate\n// limits»',
      "rate-limiting",
    ));
  it("are told from longer concepts that hold their words", () =>
    checkUses("# A «cache» meets a cache stampede", "cache", "python"));
  it("need the evidence that a hover needs", () =>
    checkUses("The «CAP» of consistency; a cap, a CAPTCHA.", "cap-theorem", "markdown"));
  it("may be none", () => checkUses("nothing here", "cache"));
});

describe("underlined terms", () => {
  /** The marked ranges are underlined when the lines `from`…`to` are visible. */
  function checkUnderlines(source: string, from: number, to: number, quiet: readonly string[] = []): void {
    const { document, ranges } = markedDocument(source, "typescript");
    const visible = [{ start: { line: from, character: 0 }, end: { line: to, character: 999 } }];
    const found = underlines(document, visible, { index, quiet: (id) => quiet.includes(id) });
    assert.deepEqual(described(document, found), described(document, rangesOf(document, ranges)));
  }

  it("stand in comments only", () =>
    checkUnderlines('// a «rate limiter»\nrateLimiter("rate limiter"); /* «token bucket» */', 0, 1));
  it("stand in what is visible only", () =>
    checkUnderlines("// rate limiter\n// «token bucket»\n\n// rate limiter", 1, 2));
  it("leave out what is known", () =>
    checkUnderlines("// rate limiter\n// «token bucket»", 0, 1, ["rate-limiting"]));
});

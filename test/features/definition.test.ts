/** F12 on a concept: only in comments and prose, from the words of the concept, to its page. */
import assert from "node:assert/strict";
import { LocationLink } from "vscode-languageserver";
import { definition } from "../../server/features/definition.ts";
import { termDocument, termIdOf, termUri } from "../../server/features/termDocument.ts";
import { sampleTerm } from "../glossary/sampleTerms.ts";
import { markedDocument, onlyCursor } from "../support/markedSource.ts";
import { described, index, rangesOf } from "./concepts.ts";

/** `page` is the id of the term that F12 leads to at the cursor; the marked range is what leads there. */
function checkDefinition(source: string, page: string | undefined, languageId = "typescript"): void {
  const marked = markedDocument(source, languageId);
  const { document } = marked;
  const position = document.positionAt(onlyCursor(marked));
  const found = definition(document, position, { index, links: true });
  assert.deepEqual(
    definition(document, position, { index, links: false }),
    page === undefined
      ? undefined
      : {
          uri: termUri(page),
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        },
  );
  if (page === undefined) {
    assert.equal(found, undefined);
    return;
  }
  assert.ok(Array.isArray(found));
  assert.deepEqual(
    found.map(({ targetUri }) => targetUri),
    [termUri(page)],
  );
  const origins = found.flatMap(({ originSelectionRange: range }) => (range === undefined ? [] : [range]));
  assert.deepEqual(described(document, origins), described(document, rangesOf(document, marked.ranges)));
  assert.ok(found.every((link) => LocationLink.is(link)));
}

describe("definition of a concept", () => {
  for (const [source, page, languageId] of [
    ["// the «rate lim«|»iter» here", "rate-limiting", "typescript"],
    ["/** A «token\n * buc«|»ket». */", "token-bucket", "typescript"],
    ["# «N+1 que«|»ries»", "n-1-query", "python"],
    ["We use «consis«|»tent hashing».", "consistent-hashing", "markdown"],
    ["a «rate limiter«|»», then", "rate-limiting", "plaintext"],
    ['def f():\n    """A «rate_li«|»miter» in a docstring."""', "rate-limiting", "python"],
    ["// «rate«|»Limiter» named in a comment", "rate-limiting", "go"],
  ] as const) {
    it(JSON.stringify(source), () => checkDefinition(source, page, languageId));
  }
  for (const [source, languageId] of [
    ["const rate«|»Limiter = 1;", "typescript"],
    ['const name = "rate lim«|»iter";', "typescript"],
    ["rate_lim«|»iter = 1", "python"],
    ["Inline `rate«|»Limiter()` is code.", "markdown"],
    ["```ts\nrate«|»Limiter();\n```", "markdown"],
    ["// no concept he«|»re", "typescript"],
    ["// a cap«|» is no theorem", "typescript"],
    ["«|»", "markdown"],
  ] as const) {
    it(`none: ${JSON.stringify(source)}`, () => checkDefinition(source, undefined, languageId));
  }

  it("leads nowhere from the page itself", () => {
    const marked = markedDocument("A rate limi«|»ter.", "markdown", termUri("rate-limiting"));
    const position = marked.document.positionAt(onlyCursor(marked));
    assert.equal(definition(marked.document, position, { index, links: true }), undefined);
  });
});

describe("the page as a document", () => {
  it("holds all there is, with related terms as links that F12 and a click follow", () => {
    const term = {
      ...sampleTerm("Rate limiting", { aliases: ["rate limiter"] }),
      sections: [{ title: "Trade-offs", markdown: "Some." }],
      related: ["token-bucket", "not-in-force"],
      sources: [
        { title: "Scaling", author: "P. Tarjan", year: 2017, url: "https://stripe.com/blog/rate-limiters" },
        { title: "Notes" },
      ],
    };
    assert.equal(
      termDocument(term, (id) => (id === "token-bucket" ? "Token bucket" : undefined)),
      `# Rate limiting

Also: rate limiter.

Rate limiting is a term.

## Trade-offs

Some.

## Related

- [Token bucket](designwise:/term/token-bucket.md)

## Sources

- P. Tarjan, 2017: [Scaling](https://stripe.com/blog/rate-limiters)
- Notes
`,
    );
  });

  it("has a URI that names its term, and no other URI does", () => {
    for (const id of ["rate-limiting", "team term/ä"]) assert.equal(termIdOf(termUri(id)), id);
    for (const uri of ["designwise:/rule/x.md", "file:///term/x.md", "designwise:/term/%.md", ""])
      assert.equal(termIdOf(uri), undefined);
  });
});

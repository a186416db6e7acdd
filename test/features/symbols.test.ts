/** Terms as workspace symbols: after `term:` only, the best first, and named so that an editor's own filter keeps them. */
import assert from "node:assert/strict";
import { workspaceSymbols } from "../../server/features/workspaceSymbols.ts";
import { terms } from "./concepts.ts";

const names = (query: string): string[] => workspaceSymbols(query, terms).map(({ name }) => name);

function checkFirst(query: string, expected: string): void {
  assert.equal(names(query)[0], expected);
}

describe("workspace symbols", () => {
  it("are silent without the prefix", () => {
    for (const query of ["", "rate", "rate limiter", "terms", "term", "interm:rate"])
      assert.deepEqual(names(query), [], query);
  });
  it("are all terms after the prefix alone", () => {
    assert.equal(names("term:").length, terms.length);
    assert.equal(new Set(names("TERM: ")).size, terms.length);
  });
  it("find by name, by alias, by words in any case, and by letters in order", () => {
    checkFirst("term:rate", "term: Rate limiting");
    checkFirst("term:rate limiter", "term: rate limiter");
    checkFirst("term: LEAST recently", "term: least recently used");
    checkFirst("term:2pc", "term: 2PC");
    checkFirst("term:n+1", "term: N+1 query");
    checkFirst("term:tokb", "term: Token bucket");
    checkFirst("term:percentile", "term: Percentile");
  });
  it("find nothing for what is no term", () => assert.deepEqual(names("term:zzz"), []));
  it("lead to the page, and hold what an editor compares a second word with", () => {
    const [symbol] = workspaceSymbols("term:rate limiter", terms);
    assert.equal(symbol?.location.uri, "designwise:/term/rate-limiting.md");
    assert.match(symbol?.containerName ?? "", /limiter/);
  });
});

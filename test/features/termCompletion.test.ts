/** Completion of terms: where, when, in which spelling, and how much of it. */
import assert from "node:assert/strict";
import { TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { writtenOn } from "../../server/features/begunSpelling.ts";
import { completeTerms, nameList, resolveTerm } from "../../server/features/termCompletion.ts";
import { sampleTerm } from "../glossary/sampleTerms.ts";
import { markedDocument, onlyCursor } from "../support/markedSource.ts";
import { terms } from "./concepts.ts";

const names = nameList(terms);

/** The text after each offered item has been taken; undefined where no term may be offered at all. */
function offered(source: string, languageId: string, list = names): string[] | undefined {
  const marked = markedDocument(source, languageId);
  const { document } = marked;
  const answer = completeTerms(document, document.positionAt(onlyCursor(marked)), list);
  assert.notEqual(answer?.isIncomplete, false, "further letters are to be asked for");
  return answer?.items.map(({ textEdit }) => {
    assert.ok(TextEdit.is(textEdit));
    return TextDocument.applyEdits(document, [textEdit]);
  });
}

/** Taking the first item gives `expected`. */
function checkCompletion(source: string, expected: string, languageId = "typescript"): void {
  assert.equal(offered(source, languageId)?.[0], expected);
}

function checkNothing(source: string, languageId = "typescript"): void {
  assert.deepEqual(offered(source, languageId) ?? [], []);
}

describe("completion of terms", () => {
  for (const [source, expected] of [
    ["// a token«|»", "// a token bucket"],
    ["// a tok«|» here", "// a token bucket here"],
    ["// Token«|»", "// Token bucket"],
    ["// token b«|»", "// token bucket"],
    ["// Token B«|»", "// Token Bucket"],
    ["// TOKEN«|»", "// TOKEN BUCKET"],
    ["// token_b«|»", "// token_bucket"],
    ["// TOKEN_B«|»", "// TOKEN_BUCKET"],
    ["// token-b«|»", "// token-bucket"],
    ["// token-«|»", "// token-bucket"],
    ["// tokenB«|»", "// tokenBucket"],
    ["// TokenB«|»", "// TokenBucket"],
    ["// write-ah«|»", "// write-ahead log"],
    ["// write ah«|»", "// write-ahead log"],
    ["/* see cap«|» */", "/* see CAP theorem */"],
    ["// mapr«|»", "// MapReduce"],
    ["// GraphQ«|»", "// GraphQL"],
    ["// oaut«|»", "// OAuth"],
    ["// little«|»", "// little's law"],
    ["// (token«|»", "// (token bucket"],
    ["// percen«|»", "// percentile"],
  ] as const) {
    it(`${source} → ${expected}`, () => checkCompletion(source, expected));
  }

  it("works in Markdown, plain text and docstrings", () => {
    checkCompletion("We use tok«|»", "We use token bucket", "markdown");
    checkCompletion("tok«|»", "token bucket", "plaintext");
    checkCompletion('def f():\n    """tok«|»"""', 'def f():\n    """token bucket"""', "python");
  });

  for (const [source, languageId] of [
    ["// to«|»", "typescript"],
    ["// «|»", "typescript"],
    ["tok«|»", "typescript"],
    ['"tok«|»"', "typescript"],
    ["`tok«|»`", "markdown"],
    ["```\ntok«|»\n```", "markdown"],
    ["// rate limiter«|»", "typescript"],
    ["// token bucket«|»", "typescript"],
    ["// mytok«|»", "typescript"],
    ["// my_tok«|»", "typescript"],
    ["// token \n// buck«|»", "typescript"],
    ["«|»", "markdown"],
  ] as const) {
    it(`nothing at ${JSON.stringify(source)} in ${languageId}`, () => checkNothing(source, languageId));
  }

  it("is not asked about code at all, so that patterns are", () => {
    assert.equal(offered("tok«|»", "typescript"), undefined);
    assert.deepEqual(offered("// x«|»", "typescript"), []);
  });

  it("offers names that go on from a complete one", () => {
    const found = offered("// rate limit«|»", "typescript") ?? [];
    assert.deepEqual(found, ["// rate limiter", "// rate limiting"]);
  });

  it("offers at most thirty of ten thousand, the shortest first", () => {
    const many = Array.from({ length: 10_000 }, (_, number) => sampleTerm(`Basket ${number}`));
    const found = offered("// bask«|»", "go", nameList(many)) ?? [];
    assert.equal(found.length, 30);
    assert.equal(found[0], "// basket 0");
  });

  it("stays within its limits on a line of a megabyte", () => {
    assert.deepEqual(offered(`// ${"token ".repeat(200_000)}tok«|»`, "go")?.length, 1);
  });

  it("offers the names that people say, not every spelling by which a term is found", () => {
    assert.equal(offered("// back-p«|»", "go")?.[0], "// back-pressure");
    assert.deepEqual(offered("// high w«|»", "go"), []);
  });

  it("shows the definition when an item is looked at, without links", () => {
    const term = { ...sampleTerm("Basket"), definition: "A [basket](command:evil)." };
    const item = resolveTerm({ label: "basket" }, term);
    assert.deepEqual(item.documentation, { kind: "markdown", value: "A basket." });
    assert.deepEqual(resolveTerm({ label: "basket" }, undefined), { label: "basket" });
  });
});

describe("a name written on", () => {
  for (const [name, typed, expected] of [
    ["Little's law", "littles_", "littles_law"],
    ["N+1 query", "n_1_", "n_1_query"],
    ["SSL/TLS", "ssl-", "ssl-tls"],
    ["Read-your-writes", "readY", "readYourWrites"],
    ["Read-your-writes", "Read-y", "Read-your-writes"],
    ["Token bucket", "Token-b", "Token-bucket"],
    ["CAP theorem", "CAP", "CAP theorem"],
    ["Paxos", "pax", "paxos"],
  ] as const) {
    it(`${name} from ${typed}`, () => assert.equal(writtenOn(name, typed), expected));
  }
});

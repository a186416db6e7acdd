/** `CONTEXT.md` as it is found in repositories: which bold words are terms, what they mean, what to avoid. */
import assert from "node:assert/strict";
import { readContextMarkdown } from "../../server/teamGlossary/contextMarkdown.ts";
import { described, meaning, team } from "./team.ts";

const uri = "file:///shop/CONTEXT.md";

const context = `# Shop

**Shop**: where it all begins, and no entry.

## Language

**Order**:
What a customer wants,
in one basket.
_Avoid_: Purchase, transaction (of a bank, or several), \`basket\`; order as in sort order and much more of it

**Invoice**: a request for payment.

A paragraph that is no definition.

### People

- **Customer** — who pays.

  _Avoid_: client,
  account
- **Note**: not a term.

\`\`\`md
**Fenced**: no term.
_Avoid_: nothing
\`\`\`

## Relationships

- An **Order** has one **Customer**
- **Order** produces an invoice

**Refund**: money back.
*Avoid*: chargeback

**Draft**: begun, and outside the language.
`;

const read = (text: string) => {
  const { value, problems } = readContextMarkdown(uri, text);
  const terms = value?.terms.map(({ term }) => [term.name, term.definition, term.avoid ?? []]);
  return { terms, problems };
};

describe("CONTEXT.md", () => {
  it("defines what stands under a heading of language, or says what to avoid", () => {
    assert.deepEqual(read(context), {
      terms: [
        ["Order", "What a customer wants,\nin one basket.", ["Purchase", "transaction", "basket"]],
        ["Invoice", "a request for payment.", []],
        ["Customer", "who pays.", ["client", "account"]],
        ["Refund", "money back.", ["chargeback"]],
      ],
      problems: [],
    });
  });

  it("rules its own folder and below", async () => {
    const one = await team({
      "file:///shop/billing/CONTEXT.md": "## Language\n\n**Order**: to bill.\n",
      [uri]: context,
    });
    assert.equal(meaning(one, "file:///shop/billing/a.ts", "order"), "to bill.");
    assert.equal(meaning(one, "file:///shop/a.ts", "orders"), "What a customer wants,\nin one basket.");
  });

  it("shows what is defined twice, and words to avoid that belong to no term", async () => {
    const one = await team({ [uri]: "## Terms\n_Avoid_: x\n\n**A b**: c.\n\n**A B**: d.\n" });
    assert.deepEqual(described(one.published.get(uri)), [
      "1:0 No term stands above that these words are to be avoided for.",
      '5:0 "A B" is defined twice.',
    ]);
  });

  it("may be anything at all, in linear time", () => {
    const hostile = [
      "",
      "\0",
      "**".repeat(50_000),
      "_".repeat(100_000),
      "(".repeat(100_000),
      `# a${" ".repeat(100_000)}b`,
      `## ${"#".repeat(100_000)}a`,
      `**${"a ".repeat(50_000)}`,
    ];
    for (const text of hostile) {
      assert.doesNotThrow(() => readContextMarkdown(uri, text));
      assert.doesNotThrow(() => readContextMarkdown(uri, `## Language\n**A**: b\n_Avoid_: ${text}`));
    }
  });
});

/** Glossaries of Contextive as teams have them: contexts, paths, imports, and what is wrong in them. */
import assert from "node:assert/strict";
import { readContextive } from "../../server/teamGlossary/contextive.ts";
import { described, meaning, remove, team, write } from "./team.ts";

const uri = "file:///shop/billing/terms.glossary.yml";
const inBilling = "file:///shop/billing/a.ts";

const glossary = `contexts:
  - name: Billing
    domainVisionStatement: Money is collected in time.
    terms:
      - name: Invoice
        definition: What a customer owes.
        aliases: [bill]
        examples:
          - The invoice is due.
        meta:
          "Owner:": Finance
      - name: Dunning
`;

const withPaths = `contexts:
  - paths:
      - src/ship/**
      - Cargo
    terms:
      - name: Leg
        definition: From port to port.
  - terms:
      - name: Leg
        definition: Of a table.
`;

describe("a glossary of Contextive", () => {
  it("is read with aliases, examples, notes and its context", () => {
    const { value, problems } = readContextive(uri, glossary);
    assert.deepEqual(problems, []);
    const [invoice, dunning] = value?.terms.map(({ term }) => term) ?? [];
    assert.deepEqual(
      [invoice?.id, invoice?.topic, invoice?.definition, invoice?.aliases],
      ["invoice", "Billing", "What a customer owes.", ["bill"]],
    );
    assert.deepEqual(invoice?.sections, [
      { title: "Examples", markdown: "- The invoice is due." },
      { title: "Notes", markdown: "- Owner: Finance" },
      { title: "Context", markdown: "Money is collected in time." },
    ]);
    assert.deepEqual([dunning?.name, dunning?.definition], ["Dunning", ""]);
  });

  it("rules its own folder and below, under both endings", async () => {
    for (const file of [uri, uri.replace(/yml$/, "yaml")]) {
      const one = await team({ [file]: glossary });
      assert.equal(meaning(one, "file:///shop/billing/deep/a.ts", "bills"), "What a customer owes.");
      assert.equal(meaning(one, "file:///shop/a.ts", "bills"), undefined);
    }
  });

  it("with paths rules only what they match, anywhere in the path, and there before contexts without", async () => {
    const one = await team({ "file:///shop/all.glossary.yml": withPaths });
    for (const [file, expected] of [
      ["src/ship/deep/a.ts", "From port to port."],
      ["x/CargoDemo/a.ts", "From port to port."],
      ["src/shipping.ts", "Of a table."],
    ] as const) {
      assert.equal(meaning(one, `file:///shop/${file}`, "leg"), expected, file);
    }
  });

  it("takes over local files, to any depth and in circles, for its own folder", async () => {
    const one = await team({
      [uri]: "imports: [../common/a.yml]\n",
      "file:///shop/common/a.yml": "imports: [b.yaml, ../billing/terms.glossary.yml]\n",
      "file:///shop/common/b.yaml":
        "imports: [./a.yml]\ncontexts:\n  - terms:\n      - name: Ledger\n        definition: A book.\n",
    });
    assert.equal(meaning(one, inBilling, "ledger"), "A book.");
    assert.equal(meaning(one, "file:///shop/common/x.ts", "ledger"), undefined);
    assert.equal(one.published.size + one.status.size, 0);
  });

  it("follows its imports when they change, break, go and come", async () => {
    const common = "file:///shop/common.yml";
    const terms = (definition: string): string =>
      `contexts: [{ terms: [{ name: Ledger, definition: ${definition} }] }]\n`;
    const one = await team({ [uri]: "imports:\n  - ../common.yml\n" });
    assert.deepEqual(described(one.published.get(uri)), [
      '1:4 "../common.yml" cannot be used: The file cannot be read.',
    ]);
    await write(one, common, terms("A book."));
    assert.equal(meaning(one, inBilling, "ledger"), "A book.");
    assert.equal(one.published.size, 0);
    await write(one, common, "contexts: [");
    assert.equal(meaning(one, inBilling, "ledger"), "A book.");
    assert.match(one.status.get(common)?.[0] ?? "", /^shop\/common\.yml, line 1: .*last good version/);
    assert.equal(one.published.get(common)?.length, 1);
    await remove(one, common);
    assert.equal(meaning(one, inBilling, "ledger"), undefined);
    await write(one, common, terms("Again."));
    assert.equal(meaning(one, inBilling, "ledger"), "Again.");
    await write(one, uri, "contexts: []\n");
    assert.equal(meaning(one, inBilling, "ledger"), undefined);
  });

  it("fetches nothing and reads nothing outside the workspace, and says so on the line", async () => {
    const one = await team({
      [uri]:
        "imports:\n  - https://example.com/g.yml\n  - ../../etc/g.yml\n  - file:///shop/x.yml\n  - notes.txt\n",
    });
    assert.deepEqual(one.workspace.reads, [uri]);
    const said = described(one.published.get(uri));
    assert.match(said[0] ?? "", /^1:4 "https:\/\/example\.com\/g\.yml" is not fetched/);
    assert.match(said[1] ?? "", /^2:4 .*outside the workspace/);
    assert.match(said[2] ?? "", /^3:4 .*not fetched/);
    assert.match(said[3] ?? "", /^4:4 .*no YAML file/);
  });

  it("shows each fault on its line, and the rest is in force", async () => {
    const text = `contexts:
  - terms:
      - definition: Without a name.
      - name: Order
        alias: [purchase]
      - name: order
      - name: 5
`;
    const one = await team({ [uri]: text });
    assert.ok(meaning(one, inBilling, "order") !== undefined);
    const said = described(one.published.get(uri));
    assert.deepEqual(
      said.map((each) => each.split(" ")[0]),
      ["2:8", "4:8", "5:14", "6:14"],
    );
    assert.match(said[1] ?? "", /Unknown key "alias"\. Known: .*aliases/);
  });

  it("spends no time on globs of many wildcards, and says so", async () => {
    const hostile = `${"*a".repeat(30)}b`;
    const one = await team({ [uri]: `contexts: [{ paths: ["${hostile}"], terms: [{ name: Leg }] }]\n` });
    assert.equal(meaning(one, `file:///shop/billing/${"a".repeat(200)}.ts`, "leg"), undefined);
    assert.match(described(one.published.get(uri))[0] ?? "", /^0:21 This path matches nothing here/);
  });

  it("may be anything at all", () => {
    const texts = [
      "",
      "\0",
      "- a",
      "contexts: 5",
      "contexts: [1]",
      "a: &a [*a]",
      `${" ".repeat(300)}a: b`,
      "[".repeat(99),
    ];
    for (const text of texts) assert.doesNotThrow(() => readContextive(uri, text), text.slice(0, 10));
    const deep = Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
    assert.match(readContextive(uri, deep).problems[0]?.message ?? "", /nests deeper/);
  });

  it("of one name or one alias many times over is read in seconds", async () => {
    const same = `contexts:\n  - terms:\n${"      - name: Leg\n".repeat(4_000)}`;
    const aliases = `contexts: [{ terms: [{ name: Leg, aliases: [${Array.from({ length: 20_000 }, (_, n) => `a${n}`).join(", ")}] }] }]`;
    const one = await team({ [uri]: same });
    assert.equal(one.glossary.count, 4_000);
    assert.equal(one.published.get(uri)?.length, 100);
    assert.equal(readContextive(uri, aliases).value?.terms.length, 1);
  }).timeout(30_000);

  it("of ten thousand terms is read and matched in seconds", async () => {
    const terms = Array.from(
      { length: 10_000 },
      (_, number) => `      - name: Notion ${number}\n        definition: No ${number}.`,
    );
    const one = await team({ [uri]: `contexts:\n  - terms:\n${terms.join("\n")}\n` });
    assert.equal(meaning(one, inBilling, "notion 9999"), "No 9999.");
  }).timeout(20_000);
});

/** Which rules run, how grave their findings are, and what happens when one fails. */
import assert from "node:assert/strict";
import { checkModel } from "../../server/rules/check.ts";
import { withoutConsequences } from "../../server/rules/precedence.ts";
import { RuleSet } from "../../server/rules/ruleSet.ts";
import { defaultRuleSettings, readRuleSettings } from "../../server/rules/ruleSettings.ts";
import { check, docs, modelOf, newRuleSet } from "./harness.ts";

const id = "remote-call-without-timeout";
const code = "export const load = (u: string) => fetch(u);\n";

async function severities(uri: string, rules: unknown = {}): Promise<string[]> {
  const { settings } = readRuleSettings(rules, newRuleSet().ids);
  const { findings } = await check("typescript", code, { uri, settings });
  return findings.map(({ severity }) => severity);
}

describe("checking a file", () => {
  it("takes the severity of the page, one step lower in examples, none in tests and generated files", async () => {
    assert.deepEqual(await severities("file:///w/src/load.ts"), ["warning"]);
    assert.deepEqual(await severities("file:///w/examples/load.ts"), ["information"]);
    assert.deepEqual(await severities("file:///w/test/load.ts"), []);
    assert.deepEqual(await severities("file:///w/src/load.test.ts"), []);
    const generated = await check("typescript", `// @generated\n${code}`);
    assert.deepEqual(generated.findings, []);
  });

  it("takes the user's severity before any other, and off", async () => {
    assert.deepEqual(await severities("file:///w/src/load.ts", { [id]: "error" }), ["error"]);
    assert.deepEqual(await severities("file:///w/examples/load.ts", { [id]: "error" }), ["error"]);
    assert.deepEqual(await severities("file:///w/src/load.ts", { [id]: "off" }), []);
    const page = await check("typescriptreact", code);
    assert.deepEqual(
      page.findings.map(({ severity }) => severity),
      ["hint"],
    );
  });

  it("says which setting is wrong and keeps the others", () => {
    const { settings, problems } = readRuleSettings(
      { "remote-call-without-timeuot": "off", [id]: "of", "modulo-sharding": "off" },
      newRuleSet().ids,
    );
    assert.deepEqual([...settings.severities], [["modulo-sharding", "off"]]);
    assert.equal(problems.length, 2);
    assert.match(
      problems[0] ?? "",
      /"remote-call-without-timeuot", which is no rule\. Did you mean "remote-call-without-timeout"\?/,
    );
    assert.match(problems[1] ?? "", /severity "of".*Did you mean "off"\?/);
    assert.match(readRuleSettings([], []).problems[0] ?? "", /must be an object/);
  });

  it("runs a rule on the languages of its page only", () => {
    assert.deepEqual(newRuleSet().for("rust"), []);
    assert.equal(newRuleSet().for("python").length, docs.length);
  });

  it("puts a rule that throws out of service, says so once, and runs the others", async () => {
    const [doc] = docs;
    assert.ok(doc);
    let calls = 0;
    const broken = {
      id: doc.id,
      check() {
        calls++;
        throw new Error("boom");
      },
    };
    const rules = new RuleSet([broken], docs);
    const model = await modelOf("typescript", code);
    assert.deepEqual(checkModel(model, rules, defaultRuleSettings).problems, [
      `Rule "${doc.id}" failed and is off until the server restarts: boom`,
    ]);
    assert.deepEqual(checkModel(model, rules, defaultRuleSettings).problems, []);
    assert.equal(calls, 1);
  });

  it("says when code and page of a rule do not go together", () => {
    assert.deepEqual(newRuleSet().problems, []);
    assert.equal(new RuleSet([], docs).problems.length, docs.length);
    assert.equal(new RuleSet([{ id: "no-page", check() {} }], []).problems.length, 1);
  });

  it("reports one finding for one cause", () => {
    const span = { start: 1, end: 2 };
    const findings = [
      { rule: "unbounded-concurrency", span },
      { rule: "n-plus-one-query", span },
      { rule: "remote-call-without-timeout", span },
      { rule: "unbounded-concurrency", span: { start: 5, end: 6 } },
    ];
    assert.deepEqual(
      withoutConsequences(findings).map(({ rule, span: { start } }) => `${rule} ${start}`),
      ["n-plus-one-query 1", "remote-call-without-timeout 1", "unbounded-concurrency 5"],
    );
  });

  it("survives half-typed and hostile code", async () => {
    const pieces = [
      "fetch(",
      "for (const x of",
      "try {",
      "} catch",
      "`${",
      "requests.get(u,",
      "hash(k) % ",
      "{/*",
      "\u{1f600}",
      "\r",
      "\0",
    ];
    for (const languageId of ["typescript", "typescriptreact", "javascript", "python"]) {
      for (const a of pieces) {
        for (const b of pieces) {
          const { problems } = await check(languageId, `import x from "axios";\n${a} ${b}\n${a}`);
          assert.deepEqual(problems, []);
        }
      }
    }
  });
});

describe("a file at the limit of what is checked", () => {
  it("costs time in proportion to its findings, not to their square", async function () {
    // Each rule's look-ups over all calls once made this take more than a minute; it takes about a second.
    this.timeout(25_000);
    const calls = `import axios from "axios";\n${"axios.get(u);\n".repeat(15_000)}`;
    assert.equal((await check("typescript", calls)).findings.length, 15_000);
  });
});

describe("what a finding offers to simulate", () => {
  it("carries the number of nodes that the line knows", async () => {
    const simulated = async (text: string) =>
      (await check("typescript", text)).findings.map(({ simulation }) => simulation);
    const call = 'import { crc32 } from "node:zlib";\n';
    assert.deepEqual(
      await simulated(
        `${call}const nodes = ["a", "b", "c"];\nexport const f = (k: string) => nodes[crc32(k) % nodes.length];`,
      ),
      [{ engine: "consistent-hashing", preset: "modulo", params: { nodes: 3 } }],
    );
    assert.deepEqual(
      await simulated(
        `${call}export const f = (k: string, nodes: string[]) => nodes[crc32(k) % nodes.length];`,
      ),
      [{ engine: "consistent-hashing", preset: "modulo" }],
    );
  });
});

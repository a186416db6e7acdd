/** Findings as diagnostics and code actions; applied actions give the text that they promise. */
import assert from "node:assert/strict";
import { type CodeAction, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type CodeActionDeps, codeActions, fixAllKind } from "../../server/features/codeActions.ts";
import { diagnose } from "../../server/features/diagnostics.ts";
import { defaultRuleSettings } from "../../server/rules/ruleSettings.ts";
import { check, modelOf, newRuleSet } from "./harness.ts";

const uri = "file:///work/app/service.ts";
const id = "remote-call-without-timeout";

function depsWith(commands: readonly string[] = []): CodeActionDeps {
  return {
    rules: newRuleSet(),
    settings: defaultRuleSettings,
    report: (problem) => assert.fail(problem),
    pageUri: (rule) => `vscode://designwise.designwise/rule/${rule}`,
    commands,
  };
}

async function open(text: string, languageId = "typescript") {
  return {
    document: TextDocument.create(uri, languageId, 1, text),
    model: await modelOf(languageId, text, uri),
  };
}

/** Actions at the first occurrence of `at`. */
async function actionsAt(
  text: string,
  at: string,
  options: { only?: string[]; commands?: string[]; languageId?: string } = {},
) {
  const { document, model } = await open(text, options.languageId);
  const position = document.positionAt(text.indexOf(at));
  const context = options.only ? { only: options.only } : {};
  const actions = codeActions(
    document,
    model,
    { start: position, end: position },
    context,
    depsWith(options.commands),
  );
  const apply = (action: CodeAction | undefined): string =>
    TextDocument.applyEdits(document, action?.edit?.changes?.[uri] ?? []);
  return { actions, apply, titled: (title: RegExp) => actions.find((action) => title.test(action.title)) };
}

const two =
  "const a = 1;\nexport const f = (u: string) => fetch(u);\nexport const g = (u: string) => fetch(u);\n";

describe("diagnostics", () => {
  it("name the rule, link its page and carry what can be done", async () => {
    const { document, model } = await open("const a = 1;\r\nconst s = '\u{1f600}'; fetch(u);\r\n");
    const [diagnostic, ...rest] = diagnose(document, model, depsWith());
    assert.deepEqual(rest, []);
    assert.deepEqual(diagnostic?.range, {
      start: { line: 1, character: 16 },
      end: { line: 1, character: 21 },
    });
    assert.equal(diagnostic?.severity, DiagnosticSeverity.Warning);
    assert.equal(diagnostic?.code, id);
    assert.equal(diagnostic?.source, "designwise");
    assert.deepEqual(diagnostic?.codeDescription, { href: `vscode://designwise.designwise/rule/${id}` });
    assert.equal(diagnostic?.data.rule, id);
    assert.deepEqual(diagnostic?.data.fix.edits[0].range.start, { line: 1, character: 23 });
  });

  it("grey out a comment that has no effect", async () => {
    const { document, model } = await open(`const a = 1;\nlet b; // designwise-ignore ${id}`);
    const [diagnostic] = diagnose(document, model, depsWith());
    assert.equal(diagnostic?.code, "designwise-ignore");
    assert.deepEqual(diagnostic?.tags, [DiagnosticTag.Unnecessary]);
  });

  it("carry the simulation of the line", async () => {
    const { document, model } = await open(
      "export const f = (hash: number, nodes: string[]) => nodes[hash % nodes.length];",
    );
    assert.deepEqual(diagnose(document, model, depsWith())[0]?.data.simulation, {
      engine: "consistent-hashing",
      preset: "modulo",
    });
  });
});

describe("code actions", () => {
  it("mend one finding, preferred when it is the only one there", async () => {
    const { titled, apply } = await actionsAt(two, "fetch(u)");
    const fix = titled(/^Set `signal`/);
    assert.equal(fix?.isPreferred, true);
    assert.equal(fix?.kind, "quickfix");
    assert.equal(fix?.diagnostics?.length, 1);
    const fixed = apply(fix);
    assert.equal(fixed, two.replace("fetch(u)", "fetch(u, { signal: AbortSignal.timeout(5000) })"));
    assert.equal((await check("typescript", fixed)).findings.length, 1);
  });

  it("mend all of a rule in the file", async () => {
    const { titled, apply } = await actionsAt(two, "fetch(u)");
    const fixed = apply(titled(/^Fix all 2 of/));
    assert.deepEqual((await check("typescript", fixed)).findings, []);
  });

  it("mend everything when asked for source.fixAll, and only then", async () => {
    for (const only of [["source"], ["source.fixAll"], [fixAllKind]]) {
      const { actions, apply } = await actionsAt(two, "const a", { only });
      assert.deepEqual(
        actions.map(({ kind }) => kind),
        [fixAllKind],
      );
      assert.deepEqual((await check("typescript", apply(actions[0]))).findings, []);
    }
    const { actions } = await actionsAt(two, "fetch(u)", { only: ["refactor"] });
    assert.deepEqual(actions, []);
  });

  it("make an import once when several fixes need it", async () => {
    const loop = (name: string) =>
      `def ${name}(url):\n    for attempt in range(5):\n        try:\n            return requests.get(url, timeout=1)\n        except OSError:\n            time.sleep(1)\n`;
    const text = `import time\nimport requests\n\n${loop("a")}\n${loop("b")}`;
    const { actions, apply } = await actionsAt(text, "import", { only: [fixAllKind], languageId: "python" });
    const fixed = apply(actions[0]);
    assert.equal(fixed.match(/^import random$/gm)?.length, 1);
    assert.deepEqual((await check("python", fixed)).findings, []);
  });

  it("silence a finding above its line, with its indentation and the file's line breaks", async () => {
    const text = "const a = 1;\r\nfunction f(u) {\r\n  return fetch(u);\r\n}\r\n";
    const { titled, apply } = await actionsAt(text, "fetch(u)");
    const ignored = apply(titled(/^Ignore/));
    assert.equal(ignored, text.replace("  return", `  // designwise-ignore ${id}\r\n  return`));
    assert.deepEqual((await check("typescript", ignored)).findings, []);
  });

  it("silence a finding of the first line behind it, so that the rest of the file is still checked", async () => {
    const text = "fetch(u);\nfetch(u);\n";
    const { titled, apply } = await actionsAt(text, "fetch(u)");
    const ignored = apply(titled(/^Ignore/));
    assert.equal(ignored, `fetch(u); // designwise-ignore ${id}\nfetch(u);\n`);
    assert.equal((await check("typescript", ignored)).findings.length, 1);
  });

  it("do not silence by a comment where none can stand", async () => {
    const inText = `const a = 1;\nconst s = \`\n\${fetch(u)}\`;\n`;
    assert.equal((await actionsAt(inText, "fetch(u)")).titled(/^Ignore/), undefined);
    const inMarkup = "const a = 1;\nconst e = <p>\n  {fetch(u)}\n</p>;\n";
    const { titled } = await actionsAt(inMarkup, "fetch(u)", { languageId: "typescriptreact" });
    assert.equal(titled(/^Ignore/), undefined);
    const continued = "import requests\na = 1 + \\\n    requests.get(u)\n";
    assert.equal(
      (await actionsAt(continued, "requests.get", { languageId: "python" })).titled(/^Ignore/),
      undefined,
    );
  });

  it("offer only commands that the client handles", async () => {
    const text = "export const f = (hash: number, nodes: string[]) => nodes[hash % 4];";
    const all = ["designwise.openRule", "designwise.openSimulator"];
    const commands = async (known: string[]) =>
      (await actionsAt(text, "hash %", { commands: known })).actions.flatMap(({ command }) =>
        command ? [command] : [],
      );
    assert.deepEqual(await commands([]), []);
    assert.deepEqual(await commands(all), [
      {
        title: "Explain `modulo-sharding`",
        command: "designwise.openRule",
        arguments: [{ id: "modulo-sharding" }],
      },
      {
        title: "Simulate with these numbers",
        command: "designwise.openSimulator",
        arguments: [{ engine: "consistent-hashing", preset: "modulo", params: { nodes: 4 } }],
      },
    ]);
  });
});

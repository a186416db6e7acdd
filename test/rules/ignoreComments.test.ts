/** `designwise-ignore` in every position, in every language's comment syntax, and what is said about the comments. */
import assert from "node:assert/strict";
import { applyEdits } from "../../server/rules/applyFixes.ts";
import { readRuleSettings } from "../../server/rules/ruleSettings.ts";
import { check, linesOf } from "./harness.ts";

const id = "remote-call-without-timeout";

async function lines(languageId: string, text: string): Promise<string[]> {
  return linesOf(text, await check(languageId, text));
}

describe("ignore comments", () => {
  it("silence the line they trail", async () => {
    assert.deepEqual(
      await lines("typescript", `const a = 1;\nfetch(u); // designwise-ignore ${id}: short-lived\nfetch(u);`),
      [`3: ${id}`],
    );
    assert.deepEqual(
      await lines("python", `import requests\nrequests.get(u)  # designwise-ignore ${id}\nrequests.get(u)\n`),
      [`3: ${id}`],
    );
  });

  it("silence the next line of code when they stand alone, over blank lines and comments", async () => {
    const text = `const a = 1;\n/* designwise-ignore ${id}: why */\n\n// more\nfetch(u);\nfetch(u);`;
    assert.deepEqual(await lines("typescript", text), [`6: ${id}`]);
    const python = `import requests\n\ndef f(u):\n    # designwise-ignore ${id}: why\n    requests.get(u)\n    requests.get(u)\n`;
    assert.deepEqual(await lines("python", python), [`6: ${id}`]);
  });

  it("silence the file when they are its first comment with no code before", async () => {
    assert.deepEqual(
      await lines("typescript", `// designwise-ignore ${id}: a script\nfetch(u);\nfetch(u);`),
      [],
    );
    const python = `#!/usr/bin/env python3\n# designwise-ignore ${id}: a script\nimport requests\nrequests.get(u)\nrequests.get(u)\n`;
    assert.deepEqual(await lines("python", python), []);
  });

  it("stand between braces in JSX", async () => {
    const text = `const a = 1;\nexport const A = () => (\n  <a>\n    {/* designwise-ignore ${id}: in a page */}\n    {fetch(u)}\n  </a>\n);`;
    assert.deepEqual(await lines("typescriptreact", text), []);
  });

  it("name several rules", async () => {
    const text = `const a = 1;\nfetch(u); // designwise-ignore ${id}, n-plus-one-query`;
    assert.deepEqual(await lines("typescript", text), ["2: designwise-ignore"], "the second is not needed");
  });

  it("work with CRLF and lone CR", async () => {
    assert.deepEqual(
      await lines("typescript", `const a = 1;\r\n// designwise-ignore ${id}\r\nfetch(u);\r\nfetch(u);`),
      [`4: ${id}`],
    );
  });

  it("do not silence other rules", async () => {
    const text = "const a = 1;\nfetch(u); // designwise-ignore n-plus-one-query: no";
    assert.deepEqual(await lines("typescript", text), ["2: designwise-ignore", `2: ${id}`]);
  });

  it("are reported when the rule does not exist, with the nearest that does", async () => {
    const { findings } = await check(
      "typescript",
      "const a = 1;\n// designwise-ignore remote-call-without-timout: x\nlet b;",
    );
    assert.deepEqual(
      findings.map(({ severity, message }) => [severity, message]),
      [["information", `There is no rule "remote-call-without-timout". Did you mean "${id}"?`]],
    );
  });

  it("are reported when they name nothing", async () => {
    const { findings } = await check("typescript", "const a = 1;\n// designwise-ignore: because\nlet b;");
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? "", /names no rule/);
  });

  it("are reported when they silence nothing, with a fix that takes them away", async () => {
    const text = `const a = 1;\n  // designwise-ignore ${id}: no longer\nlet b = 2; // designwise-ignore ${id}\n`;
    const { findings } = await check("typescript", text);
    assert.deepEqual(
      findings.map(({ unnecessary }) => unnecessary),
      [true, true],
    );
    const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
    assert.equal(applyEdits(text, edits), "const a = 1;\nlet b = 2;\n");
  });

  it("are not called unused when their rule is off", async () => {
    const { settings } = readRuleSettings({ [id]: "off" }, [id]);
    const result = await check("typescript", `const a = 1;\nfetch(u); // designwise-ignore ${id}`, {
      settings,
    });
    assert.deepEqual(result.findings, []);
  });

  it("are prose when the marker does not begin the comment", async () => {
    assert.deepEqual(
      await lines("typescript", "const a = 1;\n// write designwise-ignore nonsense to silence\nlet b;"),
      [],
    );
  });

  it("of other linters count when they name a rule of the same meaning", async () => {
    const python = (comment: string) => lines("python", `import requests\nrequests.get(u)  # ${comment}\n`);
    assert.deepEqual(await python("noqa: S113"), []);
    assert.deepEqual(await python("noqa: E501,S113"), []);
    assert.deepEqual(await python("pylint: disable=missing-timeout"), []);
    assert.deepEqual(await python("nosec B113"), []);
    assert.deepEqual(await python("noqa: E501"), [`2: ${id}`]);
    assert.deepEqual(await python("noqa"), [`2: ${id}`], "a bare noqa names nothing");
  });
});

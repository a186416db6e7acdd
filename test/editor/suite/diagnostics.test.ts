/** Findings in the real editor: they appear while one types, and what is offered mends them in one undo step. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  activate,
  closeAll,
  diagnosticsOf,
  moveTo,
  openSample,
  openUntitled,
  placeOf,
  textOf,
} from "./support/editor.ts";
import { press, screenshot, workbench } from "./support/outside.ts";

const rule = "remote-call-without-timeout";

const codeOf = (diagnostic: vscode.Diagnostic) =>
  typeof diagnostic.code === "object" ? String(diagnostic.code.value) : String(diagnostic.code);

describe("diagnostics", () => {
  before(activate);
  afterEach(closeAll);

  it("finds what the sample workspace shows", async () => {
    const { document } = await openSample("orders/checkout.ts");
    const found = await diagnosticsOf(document.uri, (all) => all.length >= 3);
    assert.deepEqual(found.map(codeOf).sort(), [
      "n-plus-one-query",
      "remote-call-without-timeout",
      "retry-without-backoff",
    ]);
    assert.ok(found.every(({ severity }) => severity === vscode.DiagnosticSeverity.Warning));
    assert.match(document.getText(found.find((one) => codeOf(one) === rule)?.range), /^axios\.get/);
    assert.ok(typeof found[0]?.code === "object" && found[0].code.target, "it links to its page");
    await vscode.commands.executeCommand("workbench.actions.view.problems");
    await workbench.text(".markers-panel .monaco-list-row:has-text('timeout')");
    await screenshot("findings");
  });

  it("appear and go while one types", async () => {
    const editor = await openUntitled("python", "import requests\n\n\ndef stock(url):\n    return None\n");
    const { document } = editor;
    const none = placeOf(document, "None");
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(none, none.translate(0, 4)), "requests.get(url)"),
    );
    await diagnosticsOf(document.uri, (all) => all.some((one) => codeOf(one) === rule));
    await editor.edit((edit) => edit.insert(placeOf(document, "(url)\n", "(url".length), ", timeout=2"));
    await diagnosticsOf(document.uri, (all) => all.length === 0);
  });

  it("are mended by the quick fix from its menu, and one undo takes it back", async () => {
    const editor = await openSample("inventory/stock.py");
    const { document } = editor;
    const before = document.getText();
    const found = await diagnosticsOf(document.uri, (all) => all.some((one) => codeOf(one) === rule));
    const finding = found.find((one) => codeOf(one) === rule);
    assert.ok(finding);
    moveTo(editor, finding.range.start);
    await vscode.commands.executeCommand("editor.action.quickFix");
    await workbench.text(".action-widget .monaco-list-row.focused:has-text('timeout')");
    await screenshot("quick-fix");
    await press("Enter");
    await textOf(document, (text) => /stock\/\{product_id\}", timeout=/.test(text));
    await diagnosticsOf(document.uri, (all) => all.every((one) => codeOf(one) !== rule));
    await vscode.commands.executeCommand("undo");
    await textOf(document, (text) => text === before);
    await diagnosticsOf(document.uri, (all) => all.some((one) => codeOf(one) === rule));
  });

  it("are silenced by a comment in the language's own syntax", async () => {
    const editor = await openSample("inventory/stock.py");
    const { document } = editor;
    await diagnosticsOf(document.uri, (all) => all.some((one) => codeOf(one) === rule));
    const line = placeOf(document, "answer = requests.get").line;
    await editor.edit((edit) =>
      edit.insert(
        document.lineAt(line).range.end,
        `  # designwise-ignore ${rule}: the caller has a deadline`,
      ),
    );
    await diagnosticsOf(document.uri, (all) => all.length > 0 && all.every((one) => codeOf(one) !== rule));
  });
});

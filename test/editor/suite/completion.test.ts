/** A pattern taken from the completion list as a user takes it: code and imports arrive together, and leave together. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activate, closeAll, moveTo, openUntitled, textOf } from "./support/editor.ts";
import { screenshot, type, workbench } from "./support/outside.ts";

const row = ".suggest-widget.visible .monaco-list-row";

/** Below mocha's own limit, so that the message says what was missing and nothing goes on behind the test. */
const offerLimitMs = 15_000;

/** Resolves when the providers offer an item of this label. */
async function offered(document: vscode.TextDocument, at: vscode.Position, label: string): Promise<void> {
  for (const endMs = Date.now() + offerLimitMs; Date.now() < endMs; ) {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      at,
    );
    if (
      list.items.some(
        (item) => String(typeof item.label === "string" ? item.label : item.label.label) === label,
      )
    )
      return;
  }
  throw new Error(`The providers never offered "${label}".`);
}

const listLimitMs = 3_000;

/** Opens the list, again when it does not show the row: what the editor does on its own meanwhile may close it. */
async function openList(wanted: string): Promise<void> {
  for (const endMs = Date.now() + offerLimitMs; Date.now() < endMs; ) {
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    for (const listEndMs = Date.now() + listLimitMs; Date.now() < listEndMs; )
      if ((await workbench.count(wanted)) > 0) return;
    await vscode.commands.executeCommand("hideSuggestWidget");
  }
}

describe("completion", () => {
  before(activate);
  afterEach(closeAll);

  it("inserts a pattern with its imports, and undo takes both back in one step", async () => {
    const editor = await openUntitled("python", "import os\n\n\n\n");
    const { document } = editor;
    moveTo(editor, new vscode.Position(3, 0));
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    await type("ratelimiter");
    // A list that typing has opened may be of the moment before; a new one is asked for when the pattern is on offer.
    await vscode.commands.executeCommand("hideSuggestWidget");
    await offered(document, editor.selection.active, "rate-limiter");
    const ours = `${row}[aria-label^="rate-limiter"]`;
    await openList(ours);
    await workbench.text(ours);
    await screenshot("completion");
    const before = document.getText();
    await workbench.click(ours);
    const after = await textOf(document, (text) => text.includes("class RateLimiter"));
    assert.match(after, /^import os\n(?:.*\n)*?import threading\n/, "imports stand with the imports");
    assert.equal(after.match(/^import threading$/gm)?.length, 1);
    await screenshot("pattern");
    await vscode.commands.executeCommand("undo");
    await textOf(document, (text) => text === before);
  });

  it("offers nothing in a comment", async () => {
    const { document } = await openUntitled("python", "# rate limiter\n");
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      new vscode.Position(0, "# rate limiter".length),
    );
    const ours = list.items.filter((item) => item.insertText instanceof vscode.SnippetString);
    assert.deepEqual(
      ours.map((item) => item.label),
      [],
    );
  });
});

describe("Designwise: Insert Pattern…", () => {
  before(activate);
  afterEach(closeAll);

  it("inserts the pattern that is picked", async () => {
    const { document } = await openUntitled("go", "package limits\n\n");
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(2, 0, 2, 0) });
    const done = vscode.commands.executeCommand("designwise.insertPattern");
    const pick = ".quick-input-widget .monaco-list-row:has-text('Rate limiter')";
    await workbench.text(pick);
    await screenshot("insert-pattern");
    await workbench.click(pick);
    await done;
    const text = await textOf(document, (now) => now.includes("type RateLimiter"));
    assert.match(text, /^package limits\n\nimport/);
  });
});

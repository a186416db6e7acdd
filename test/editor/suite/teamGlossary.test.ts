/** A team's own glossary in the real editor: a term is added from a selection, in force, broken, mended and taken away. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  activate,
  closeAll,
  diagnosticsOf,
  eventually,
  hoversAt,
  openSample,
  placeOf,
  textOfHover,
} from "./support/editor.ts";
import { press, screenshot, workbench } from "./support/outside.ts";

const input = ".quick-input-widget input";

function workspaceUri(...path: string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the sample workspace is open");
  return vscode.Uri.joinPath(folder.uri, ...path);
}

const write = (uri: vscode.Uri, text: string) =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** As a user does who types it and saves. */
async function save(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

/** What our hover says about the word, as soon as it is as wanted. */
async function hoverText(
  document: vscode.TextDocument,
  word: string,
  wanted: (text: string) => boolean,
): Promise<string> {
  const at = placeOf(document, word, 2);
  return eventually(async () => (await hoversAt(document, at)).map(textOfHover).join("\n"), wanted);
}

describe("a team's glossary", () => {
  before(activate);
  afterEach(closeAll);
  after(() => vscode.workspace.fs.delete(workspaceUri(".designwise"), { recursive: true }));

  it("Add Term from Selection writes a file, and its term is in force at once", async () => {
    const notes = workspaceUri("notes", "ledger.md");
    await write(notes, "Each order is written to the purchase ledger.\n");
    const { document } = await openSample("notes/ledger.md");
    const at = placeOf(document, "purchase ledger");
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    editor.selection = new vscode.Selection(at, at.translate(0, "purchase ledger".length));
    const added = vscode.commands.executeCommand("designwise.addTerm");
    await workbench.text(".quick-input-widget:has-text('Add Term (1/2)')");
    await press("Enter");
    await workbench.text(".quick-input-widget:has-text('Add Term (2/2)')");
    await workbench.fill(input, "The record of what each team has bought.");
    await screenshot("add-term");
    await press("Enter");
    await added;
    const file = vscode.window.activeTextEditor?.document;
    assert.equal(file?.uri.path, workspaceUri(".designwise", "glossary", "purchase-ledger.md").path);
    assert.match(
      file?.getText() ?? "",
      /^---\nname: "Purchase ledger"\n[\s\S]*The record of what each team has bought\./i,
    );
    const text = await hoverText(document, "purchase ledger", (shown) =>
      shown.includes("what each team has bought"),
    );
    assert.match(text, /purchase ledger/i);
  });

  it("a broken file shows its problem on its line, and the last good version stays in force", async () => {
    const { document: notes } = await openSample("notes/ledger.md");
    const { document: file } = await openSample(".designwise/glossary/purchase-ledger.md");
    const { uri } = file;
    await save(file, "---\nname: [Purchase, ledger]\n---\n\nBroken.\n");
    const [problem] = await diagnosticsOf(uri, (found) => found.length > 0);
    assert.equal(problem?.range.start.line, 1);
    const kept = await hoverText(notes, "purchase ledger", (text) => text !== "");
    assert.match(kept, /what each team has bought/);
    await save(file, "---\nname: Purchase ledger\navoid: [buying book]\n---\n\nEvery purchase, by day.\n");
    await diagnosticsOf(uri, (found) => found.length === 0);
    await hoverText(notes, "purchase ledger", (text) => text.includes("Every purchase, by day"));
  });

  it("marks a word to avoid and offers the team's instead", async () => {
    const uri = workspaceUri("notes", "avoid.md");
    await write(uri, "See the buying book.\n");
    const { document } = await openSample("notes/avoid.md");
    const [found] = await diagnosticsOf(document.uri, (all) => all.length > 0);
    assert.equal(document.getText(found?.range), "buying book");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      found?.range,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(", "));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), "See the purchase ledger.\n");
    await diagnosticsOf(document.uri, (all) => all.length === 0);
  });

  it("a file that is deleted takes its term with it", async () => {
    const { document } = await openSample("notes/ledger.md");
    await hoverText(document, "purchase ledger", (text) => text !== "");
    // As the explorer deletes: the editor's watcher alone may miss it, in a folder that is new.
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(workspaceUri(".designwise", "glossary", "purchase-ledger.md"));
    await vscode.workspace.applyEdit(edit);
    await hoverText(document, "purchase ledger", (text) => text === "");
  });
});

/**
 * `designwise.addTerm`, *Add Term from Selection*: asks for a name and a definition, writes them as a file of the workspace
 * folder's `.designwise/glossary` and opens it. The server hears of the file as of any other.
 */
import * as vscode from "vscode";
import { nameFromSelection, newTermFile } from "./newTermFile.ts";

export function registerAddTerm(): vscode.Disposable {
  return vscode.commands.registerCommand("designwise.addTerm", async () => {
    const editor = vscode.window.activeTextEditor;
    const folder = await chooseFolder(editor?.document.uri);
    if (folder === undefined) return;
    const name = await vscode.window.showInputBox({
      title: "Designwise: Add Term (1/2)",
      prompt: "Name of the term",
      value: editor === undefined ? "" : nameFromSelection(selectedText(editor)),
      validateInput: (value) => (/[\p{L}\p{N}]/u.test(value) ? undefined : "A name has a letter or a digit."),
    });
    if (name === undefined) return;
    const definition = await vscode.window.showInputBox({
      title: "Designwise: Add Term (2/2)",
      prompt: `What "${name.trim()}" means here, in at most three sentences`,
      validateInput: (value) =>
        value.trim() === "" ? "Without a definition there is nothing to show." : undefined,
    });
    if (definition === undefined) return;
    await write(folder, name.trim(), definition.trim());
  });
}

/** The selection, else the word under the caret. */
function selectedText({ document, selection }: vscode.TextEditor): string {
  if (!selection.isEmpty) return document.getText(selection);
  const word = document.getWordRangeAtPosition(selection.active);
  return word === undefined ? "" : document.getText(word);
}

async function chooseFolder(document: vscode.Uri | undefined): Promise<vscode.WorkspaceFolder | undefined> {
  const own = document && vscode.workspace.getWorkspaceFolder(document);
  if (own !== undefined) return own;
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showWarningMessage(
      "Designwise: open a folder first; a term belongs to a folder's own glossary.",
    );
  }
  return folders.length <= 1
    ? folders[0]
    : vscode.window.showWorkspaceFolderPick({ placeHolder: "Whose glossary does the term belong to?" });
}

async function write(folder: vscode.WorkspaceFolder, name: string, definition: string): Promise<void> {
  const glossary = vscode.Uri.joinPath(folder.uri, ".designwise", "glossary");
  const taken = new Set(await namesIn(glossary));
  const file = newTermFile(name, definition, (id) => taken.has(`${id}.md`));
  const uri = vscode.Uri.joinPath(glossary, `${file.id}.md`);
  try {
    await vscode.workspace.fs.createDirectory(glossary);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(file.text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      `Designwise could not write .designwise/glossary/${file.id}.md: ${reason}`,
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const end = document.positionAt(file.end);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, end) });
}

async function namesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name.toLowerCase());
  } catch {
    return []; // It is made with its first term.
  }
}

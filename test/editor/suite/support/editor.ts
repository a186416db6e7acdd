/** What the tests do with an editor: open a file of the sample workspace, wait for what is to come, put things back. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { screenshot } from "./outside.ts";

export const extensionId = "designwise.designwise";

/** Starts the extension and its server; resolves when requests are answered. */
export async function activate(): Promise<void> {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension, `${extensionId} is installed`);
  await extension.activate();
}

export async function openSample(path: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the sample workspace is open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  return vscode.window.showTextDocument(document, { preview: false });
}

export async function openUntitled(language: string, content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  return vscode.window.showTextDocument(document, { preview: false });
}

/** The place of the first occurrence of `text`, plus `into` characters. */
export function placeOf(document: vscode.TextDocument, text: string, into = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${document.fileName} holds ${JSON.stringify(text)}`);
  return document.positionAt(offset + into);
}

export function moveTo(editor: vscode.TextEditor, position: vscode.Position): void {
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
}

/**
 * For `afterEach`: a picture when the test has failed, then closes everything without saving, so that the next test begins
 * on an empty window.
 */
export async function closeAll(this: Mocha.Context): Promise<void> {
  const failed = this.currentTest?.state === "failed" ? this.currentTest.fullTitle() : undefined;
  if (failed !== undefined) {
    await screenshot(
      `failed ${failed
        .replace(/[^\w]+/g, " ")
        .trim()
        .slice(0, 80)}`,
    );
  }
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await vscode.commands.executeCommand("workbench.action.closePanel");
}

export const isOurs = (diagnostic: vscode.Diagnostic) => diagnostic.source === "designwise";

/** Our diagnostics as soon as they are as wanted, at once or after any change of them. */
export function diagnosticsOf(
  uri: vscode.Uri,
  wanted: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const look = () => {
    const found = vscode.languages.getDiagnostics(uri).filter(isOurs);
    return wanted(found) ? found : undefined;
  };
  return whenEver(vscode.languages.onDidChangeDiagnostics, look);
}

/** The document's text as soon as it is as wanted. */
export function textOf(document: vscode.TextDocument, wanted: (text: string) => boolean): Promise<string> {
  return whenEver(vscode.workspace.onDidChangeTextDocument, () => {
    const text = document.getText();
    return wanted(text) ? text : undefined;
  });
}

/** The first value that `look` gives, now or after an event; mocha's limit ends a wait in vain. */
export function whenEver<T>(event: vscode.Event<unknown>, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const subscription = event(() => check());
    const check = () => {
      const value = look();
      if (value === undefined) return;
      subscription.dispose();
      resolve(value);
    };
    check();
  });
}

/** For what has no event: asks again, each time after an answer, until the answer is as wanted. */
export async function eventually<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Our hovers at a place: those that speak of our own commands, since others answer too. */
export async function hoversAt(document: vscode.TextDocument, at: vscode.Position): Promise<vscode.Hover[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    at,
  );
  return hovers.filter((hover) => textOfHover(hover).includes("command:designwise."));
}

export function textOfHover(hover: vscode.Hover): string {
  return hover.contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n");
}

/** Sets a setting of ours, or of one language, until `resetSettings`. */
export async function set(name: string, value: unknown, languageId?: string): Promise<void> {
  changed.push({ name, languageId });
  await update(name, value, languageId);
}

export async function resetSettings(): Promise<void> {
  for (const { name, languageId } of changed.splice(0)) await update(name, undefined, languageId);
}

const changed: { name: string; languageId: string | undefined }[] = [];

async function update(name: string, value: unknown, languageId: string | undefined): Promise<void> {
  const scope = languageId === undefined ? undefined : { languageId };
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  await configuration.update(name, value, vscode.ConfigurationTarget.Global, languageId !== undefined);
}

/**
 * `designwise.findUses`: every use of a term in the workspace, whatever its spelling, in the references peek. The search
 * is the server's; here it can be watched and cancelled, and what it left out is said.
 */
import * as vscode from "vscode";
import { requests, type Term, type Uses } from "../../server/protocol.ts";
import { idOf, offerTerms, type Request, termUnderCursor } from "./namedTerm.ts";

/** Shows the progress that the server reports; returns the token under which it does so. */
export type ShowProgress = (report: (message: string, percentage: number) => void) => {
  readonly token: string;
  dispose(): void;
};

export function registerFindUses(request: Request, showProgress: ShowProgress): vscode.Disposable {
  return vscode.commands.registerCommand("designwise.findUses", async (argument: unknown) => {
    const id = idOf(argument) ?? (await termUnderCursor(request))?.id;
    if (id === undefined) {
      void offerTerms();
      return;
    }
    const name = (await request<Term | null>(requests.term, { id }))?.name ?? id;
    // Where the peek is to open: taken before the search, which takes its time.
    const editor = vscode.window.activeTextEditor;
    const found = await search(id, name, request, showProgress);
    if (found !== undefined) await show(name, found, editor);
  });
}

/** Undefined when the user gave up. */
async function search(
  id: string,
  name: string,
  request: Request,
  showProgress: ShowProgress,
): Promise<Uses | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Designwise: Uses of ${name}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    let before = 0;
    const shown = showProgress((message, percentage) => {
      progress.report({ message, increment: percentage - before });
      before = percentage;
    });
    try {
      const found = await request<Uses>(requests.uses, { id, workDoneToken: shown.token }, token);
      return token.isCancellationRequested ? undefined : found;
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      shown.dispose();
    }
  });
}

async function show(name: string, found: Uses, editor: vscode.TextEditor | undefined): Promise<void> {
  const locations = found.uses.map(
    ({ uri, range }) =>
      new vscode.Location(
        vscode.Uri.parse(uri),
        new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character),
      ),
  );
  const leftOut = found.leftOut.length > 0 ? ` Not included: ${found.leftOut.join(" ")}` : "";
  const [first] = locations;
  if (first === undefined) {
    void vscode.window.showInformationMessage(`Designwise: ${name} is not used in this workspace.${leftOut}`);
    return;
  }
  if (leftOut !== "") void vscode.window.showWarningMessage(`Designwise: Uses of ${name}.${leftOut}`);
  // The peek needs an editor; from the glossary or a page, the first use becomes one.
  const shown = editor ?? (await vscode.window.showTextDocument(first.uri, { selection: first.range }));
  await vscode.window.showTextDocument(shown.document, shown.viewColumn);
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    shown.document.uri,
    shown.selection.active,
    locations,
  );
}

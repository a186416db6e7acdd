/** `designwise.goToTerm`: the page of the term under the cursor, in identifiers and strings too, where F12 is not ours. */
import * as vscode from "vscode";
import { offerTerms, type Request, termUnderCursor } from "./namedTerm.ts";

export const registerGoToTerm = (request: Request): vscode.Disposable =>
  vscode.commands.registerCommand("designwise.goToTerm", async () => {
    const term = await termUnderCursor(request);
    if (term === undefined) void offerTerms();
    else await vscode.commands.executeCommand("designwise.openTerm", { id: term.id });
  });

/** Entry in the desktop and remote extension host: starts the server as a child process. Everything else is shared. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension } from "./extension.ts";
import { clientOptions } from "./languageClient.ts";

export function activate(context: vscode.ExtensionContext): Promise<void> {
  return startExtension(context, (output) => {
    const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
    const run = { module, transport: TransportKind.ipc };
    const options = clientOptions(context, output);
    return new LanguageClient("designwise", "Designwise", { run, debug: run }, options);
  });
}

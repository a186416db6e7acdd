/** Entry in the browser's extension host: starts the server as a web worker. Everything else is shared. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { startExtension } from "./extension.ts";
import { clientOptions } from "./languageClient.ts";

export function activate(context: vscode.ExtensionContext): Promise<void> {
  return startExtension(context, (output) => {
    const script = vscode.Uri.joinPath(context.extensionUri, "dist", "server.browser.js").toString(true);
    // The worker has no other way to learn where its grammars are.
    const grammars = vscode.Uri.joinPath(context.extensionUri, "dist", "grammars").toString(true);
    const options = clientOptions(context, output, { grammars });
    return new LanguageClient("designwise", "Designwise", options, new Worker(script));
  });
}

/** The only part of the DOM that the extension host of a browser offers here. */
declare const Worker: { new (script: string): ConstructorParameters<typeof LanguageClient>[3] };

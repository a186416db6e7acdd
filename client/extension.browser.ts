/** Entry in the browser's extension host: starts the server as a web worker. Everything else is shared. */
import * as vscode from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { startExtension } from "./extension.ts";
import { clientOptions } from "./languageClient.ts";

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const built = (name: string) => vscode.Uri.joinPath(context.extensionUri, "dist", name).toString(true);
  return startExtension(context, (output) => {
    // A worker that VS Code starts from a blob has no address of its own to find its grammars by.
    const options = clientOptions(context, output, { grammars: built("grammars") });
    const start = () => startWorker(built("server.browser.js"));
    return new LanguageClient("designwise", "Designwise", start, options);
  });
}

/**
 * A worker anew at every start, since the one before ended itself at `exit`. Transports and not the worker are handed to the
 * client, which would not know it as one: VS Code's `Worker` is a function that answers an object of another class.
 * Rejects when the script cannot be loaded; a client of its own would wait for ever for the answer to `initialize`.
 */
async function startWorker(script: string): Promise<MessageTransports> {
  const worker = new Worker(script);
  await new Promise<void>((resolve, reject) => {
    // The server's first message says only that it listens.
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(message ?? `${script} could not be loaded.`));
  });
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

/** The only part of the DOM that the extension host of a browser offers here; the readers know its type, we do not. */
interface ServerWorker {
  onmessage: (() => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
}
declare const Worker: new (script: string) => ServerWorker;

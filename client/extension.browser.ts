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
    const start = () => startWorker(built("server.browser.js"), output);
    return new LanguageClient("designwise", "Designwise", start, options);
  });
}

/**
 * A worker anew at every start, since the one before ended itself at `exit`. Transports and not the worker are handed to the
 * client, which would not know it as one: VS Code's `Worker` is a function that answers an object of another class.
 */
function startWorker(script: string, output: vscode.LogOutputChannel): Promise<MessageTransports> {
  const worker = new Worker(script);
  const reader = new ClosingReader(worker);
  worker.addEventListener("error", ({ message }) => {
    output.error(`The server's worker failed: ${message ?? "its script could not be loaded"}`);
    reader.close();
  });
  return Promise.resolve({ reader, writer: new BrowserMessageWriter(worker) });
}

/** A worker's port never closes by itself, so a client would wait for ever for a server that did not even load. */
class ClosingReader extends BrowserMessageReader {
  close(): void {
    this.fireClose();
  }
}

/** The only part of the DOM that the extension host of a browser offers here; the readers know its type, we do not. */
interface ServerWorker {
  addEventListener(type: "error", listener: (event: { readonly message?: string }) => void): void;
}
declare const Worker: new (script: string) => ServerWorker;

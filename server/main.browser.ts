/** The server as a web worker, for editors that run in a browser. */
import content from "designwise:content";
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./server.ts";

/** Ends the worker. */
declare function close(): void;
/** The worker's own global; the rest of the server is compiled without the DOM. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];
declare function fetch(
  url: string,
): Promise<{ ok: boolean; status: number; arrayBuffer(): Promise<ArrayBuffer> }>;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
serve(connection, {
  content,
  // The client says where the grammars are: a worker started from a blob has no address of its own.
  loadGrammar: async (file, options) => {
    const response = await fetch(`${String(options.grammars)}/${file}`);
    if (!response.ok) throw new Error(`${file}: HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  },
});
// A process ends by itself at `exit`; a worker would stay, with all its memory, beside the one of the next start.
connection.onExit(() => close());
connection.listen();
// The client cannot see otherwise whether a worker's script was loaded. Notifications in `$/` may be ignored by anyone.
void connection.sendNotification("$/listening");

/**
 * The language server: what it can do, and which part of the session answers what. It does not know where it runs; the
 * two `main` files do. Handlers are wiring only.
 */
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { Content } from "./content/types.ts";
import { requests } from "./protocol.ts";
import { Session } from "./session.ts";

export interface Environment {
  readonly content: Content;
  /** Bytes of a grammar file; `options` are the client's initialization options. Rejects when it cannot be had. */
  loadGrammar(file: string, options: Readonly<Record<string, unknown>>): Promise<Uint8Array>;
}

export function serve(connection: Connection, environment: Environment): void {
  let started: Session | undefined;
  /** Before `initialize` nothing can be asked; a cancelled request is not worked on. */
  const answer =
    <P, R>(handler: (session: Session, params: P) => R | Promise<R>) =>
    async (params: P, token: CancellationToken): Promise<R> => {
      if (!started) throw new ResponseError(LSPErrorCodes.RequestFailed, "The server is not initialized.");
      await new Promise<void>((resolve) => setTimeout(resolve, 0)); // Lets a cancellation that is already here be seen.
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
      return handler(started, params);
    };

  connection.onInitialize((params) => {
    started = new Session(connection, environment, params);
    return initializeResult(params.capabilities);
  });
  connection.onInitialized(() => started?.initialized());
  connection.onDidChangeConfiguration(({ settings }) => started?.settingsChanged(settings));

  connection.onHover(answer((session, params) => session.hover(params)));
  connection.onCompletion(answer((session, params) => session.completion(params)));
  connection.onCompletionResolve(answer((session, item) => session.resolveCompletion(item)));
  connection.onCodeAction(answer((session, params) => session.codeActions(params)));
  connection.languages.diagnostics.on(answer((session, params) => session.pullDiagnostics(params)));

  connection.onRequest(
    requests.terms,
    answer((session) => session.content.terms),
  );
  connection.onRequest(
    requests.term,
    answer((session, params) => session.term(params)),
  );
  connection.onRequest(
    requests.rules,
    answer((session) => session.content.rules),
  );
  connection.onRequest(
    requests.rule,
    answer((session, params) => session.rule(params)),
  );
  connection.onRequest(
    requests.patterns,
    answer((session) => session.content.patterns),
  );
  connection.onRequest(
    requests.patternInsertion,
    answer((session, params) => session.patternInsertion(params)),
  );
  connection.onRequest(
    requests.status,
    answer((session) => session.status()),
  );
}

function initializeResult(client: ClientCapabilities): InitializeResult {
  return {
    serverInfo: { name: "designwise" },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { resolveProvider: true, triggerCharacters: ["-"] },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, "source.fixAll.designwise"] },
      // Pull where the client can, else push; never both.
      ...(client.textDocument?.diagnostic
        ? {
            diagnosticProvider: {
              identifier: "designwise",
              interFileDependencies: false,
              workspaceDiagnostics: false,
            },
          }
        : {}),
    },
  };
}

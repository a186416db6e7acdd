/**
 * The language server: what it can do, and which part of the session answers what. It does not know where it runs; the
 * two `main` files do. Handlers are wiring only.
 */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Environment } from "./environment.ts";
import { requests } from "./protocol.ts";
import { malformed } from "./requestShape.ts";
import { Session } from "./session.ts";

export function serve(connection: Connection, environment: Environment): void {
  let started: Session | undefined;
  /** Before `initialize` nothing can be asked; a cancelled request is not worked on. */
  const answer: Answer = (handler) => async (params, given) => {
    // A request without parameters has its token first.
    const token = given ?? (params as unknown as CancellationToken);
    const fault = malformed(params);
    if (fault !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, fault);
    if (!started) throw new ResponseError(LSPErrorCodes.RequestFailed, "The server is not initialized.");
    await new Promise<void>((resolve) => setTimeout(resolve, 0)); // Lets a cancellation that is already here be seen.
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
    return handler(started, params, token);
  };

  connection.onInitialize((params) => {
    started = new Session(connection, environment, params);
    return started.initializeResult();
  });
  connection.onInitialized(() => started?.initialized());
  connection.onDidChangeWatchedFiles(({ changes }) => started?.filesChanged(changes));
  connection.workspace.onDidDeleteFiles(({ files }) => started?.filesDeleted(files));
  connection.workspace.onDidRenameFiles(({ files }) => started?.filesRenamed(files));
  connection.onDidSaveTextDocument(({ textDocument }) => started?.saved(textDocument.uri));
  connection.onDidChangeConfiguration(({ settings }) => started?.settingsChanged(settings));

  connection.onHover(answer((session, params) => session.hover(params)));
  connection.onCompletion(answer((session, params) => session.completion(params)));
  connection.onCompletionResolve(answer((session, item) => session.resolveCompletion(item)));
  connection.onCodeAction(answer((session, params) => session.codeActions(params)));
  connection.languages.diagnostics.on(answer((session, params) => session.pullDiagnostics(params)));
  answerConcepts(connection, answer);

  connection.onRequest(
    requests.terms,
    answer((session) => session.terms()),
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

type Answer = <P, R>(
  handler: (session: Session, params: P, token: CancellationToken) => R | Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R>;

/** What is asked about concepts: by the protocol's own requests, and by ours. */
function answerConcepts(connection: Connection, answer: Answer): void {
  connection.onDefinition(answer((session, params) => session.concepts.definition(params)));
  connection.onDocumentHighlight(answer((session, params) => session.concepts.highlight(params)));
  connection.onWorkspaceSymbol(answer((session, { query }) => session.concepts.symbols(query)));
  connection.onReferences((params, token, progress) =>
    answer((session) => session.concepts.references(params, token, progress))(params, token),
  );
  connection.workspace.textDocumentContent.on(answer((session, { uri }) => session.concepts.document(uri)));

  connection.onRequest(
    requests.topics,
    answer((session) => session.concepts.topics()),
  );
  connection.onRequest(
    requests.termAt,
    answer((session, params) => session.concepts.termAt(params)),
  );
  connection.onRequest(
    requests.uses,
    answer((session, params, token) => session.concepts.uses(params, token)),
  );
  connection.onRequest(
    requests.underlines,
    answer((session, params) => session.concepts.underlines(params)),
  );
}

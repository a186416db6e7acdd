/**
 * The open documents, kept by incremental edits. It stands in for the protocol library's `TextDocuments`, which hides
 * the edits themselves: the code model needs them to re-read only what changed.
 */
import type { Connection, Disposable } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

/** One replacement, in offsets of the text just before it. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface DocumentListener {
  opened(document: TextDocument): void;
  /** `edits` are in order, each relative to the text that the one before it left. */
  changed(document: TextDocument, edits: readonly TextEdit[]): void;
  closed(document: TextDocument): void;
}

export class Documents {
  private readonly open = new Map<string, TextDocument>();

  get(uri: string): TextDocument | undefined {
    return this.open.get(uri);
  }

  all(): readonly TextDocument[] {
    return [...this.open.values()];
  }

  /** Subscribes to the connection; every event reaches `listener` after the document has its new text. */
  listen(connection: Connection, listener: DocumentListener): Disposable {
    const subscriptions = [
      connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
        const document = TextDocument.create(uri, languageId, version, text);
        this.open.set(uri, document);
        listener.opened(document);
      }),
      connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
        const document = this.open.get(textDocument.uri);
        if (!document) return;
        const edits: TextEdit[] = [];
        for (const change of contentChanges) {
          const range = "range" in change ? change.range : undefined;
          edits.push({
            start: range ? document.offsetAt(range.start) : 0,
            end: range ? document.offsetAt(range.end) : document.getText().length,
            newText: change.text,
          });
          TextDocument.update(document, [change], textDocument.version);
        }
        listener.changed(document, edits);
      }),
      connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
        const document = this.open.get(uri);
        this.open.delete(uri);
        if (document) listener.closed(document);
      }),
    ];
    return {
      dispose: () => {
        for (const subscription of subscriptions) subscription.dispose();
      },
    };
  }
}

/**
 * `designwise.underline.enabled`: terms in comments and prose are underlined in what the editors show. Off unless
 * wanted. One request an editor, after a pause in typing or scrolling; a change cancels what is on the way.
 */
import * as vscode from "vscode";
import { requests, type Underlines } from "../server/protocol.ts";
import type { Request } from "./commands/namedTerm.ts";

const pauseMs = 150;

export class TermUnderlines implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    textDecoration: "underline dotted",
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly subscriptions: readonly vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: vscode.CancellationTokenSource | undefined;

  constructor(private readonly request: Request) {
    this.subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors(() => this.schedule()),
      vscode.window.onDidChangeTextEditorVisibleRanges(() => this.schedule()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) this.schedule();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("designwise")) this.schedule();
      }),
    ];
  }

  /** Also when the server is ready, or its terms change. */
  schedule(): void {
    this.asked?.cancel();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.underlineAll(), pauseMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asked?.cancel();
    this.decoration.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async underlineAll(): Promise<void> {
    this.asked?.dispose();
    const asked = new vscode.CancellationTokenSource();
    this.asked = asked;
    await Promise.all(vscode.window.visibleTextEditors.map((editor) => this.underline(editor, asked.token)));
  }

  private async underline(editor: vscode.TextEditor, token: vscode.CancellationToken): Promise<void> {
    const { document } = editor;
    if (!vscode.workspace.getConfiguration("designwise.underline", document).get("enabled", false)) {
      editor.setDecorations(this.decoration, []);
      return;
    }
    const ranges = editor.visibleRanges.map(({ start, end }) => ({ start: plain(start), end: plain(end) }));
    const params = { textDocument: { uri: document.uri.toString() }, ranges };
    try {
      const found = await this.request<Underlines>(requests.underlines, params, token);
      if (token.isCancellationRequested || document.version !== found.version) return;
      editor.setDecorations(
        this.decoration,
        found.ranges.map(
          ({ start, end }) => new vscode.Range(start.line, start.character, end.line, end.character),
        ),
      );
    } catch {
      // Cancelled, or the server restarts: what is asked next is answered.
    }
  }
}

const plain = ({ line, character }: vscode.Position) => ({ line, character });

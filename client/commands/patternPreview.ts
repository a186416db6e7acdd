/**
 * Choosing a pattern while its code stands beside: a list, and a read-only document that follows the highlighted entry
 * and is closed with the list.
 */
import * as vscode from "vscode";
import type { Pattern, PatternLanguage } from "../../server/protocol.ts";

const scheme = "designwise-pattern";

const endings: Readonly<Record<PatternLanguage, string>> = {
  typescript: "ts",
  javascript: "js",
  python: "py",
  java: "java",
  go: "go",
};

interface PatternItem extends vscode.QuickPickItem {
  readonly pattern: Pattern;
}

export class PatternPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** Undefined when the user gives up. */
  async pick(patterns: readonly Pattern[], language: PatternLanguage): Promise<Pattern | undefined> {
    const list = vscode.window.createQuickPick<PatternItem>();
    list.title = "Designwise: Insert Pattern";
    list.placeholder = "A pattern or what it does; its code is shown beside";
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    list.items = patterns.map((pattern) => ({
      label: pattern.name,
      description: pattern.prefixes.join(", "),
      detail: pattern.summary,
      pattern,
    }));
    // One after the other, or a slow preview would open behind the closed list.
    let showing: Promise<void> = Promise.resolve();
    let open = true;
    const picked = await new Promise<Pattern | undefined>((resolve) => {
      list.onDidChangeActive(([item]) => {
        showing = showing.then(() => (open && item ? this.show(item.pattern, language) : undefined));
      });
      list.onDidAccept(() => {
        // A click selects without making active.
        resolve((list.selectedItems[0] ?? list.activeItems[0])?.pattern);
        list.hide();
      });
      list.onDidHide(() => resolve(undefined));
      list.show();
    });
    open = false;
    list.dispose();
    await showing;
    await this.close();
    return picked;
  }

  private async show(pattern: Pattern, language: PatternLanguage): Promise<void> {
    const code = pattern.code.find((candidate) => candidate.language === language) ?? pattern.code[0];
    if (code === undefined) return;
    const path = `/${pattern.id}.${endings[code.language]}`;
    this.texts.set(
      path,
      [...code.imports, ...(code.imports.length > 0 ? [""] : []), code.code, ""].join("\n"),
    );
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path }));
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
        preview: true,
      });
    } catch {
      // The list is what matters: it stays usable when the preview cannot be shown.
    }
  }

  private async close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter((tab) => tab.input instanceof vscode.TabInputText && tab.input.uri.scheme === scheme);
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
    this.texts.clear();
  }
}

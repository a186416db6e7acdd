/**
 * The page of a term or a rule, in one panel that is reused and survives a reload. It runs no script: navigation is by
 * command links, of which the panel allows ours alone.
 */
import * as vscode from "vscode";
import type { RuleDoc, Term } from "../../server/protocol.ts";
import { requests } from "../../server/protocol.ts";
import { linkedCommands } from "../languageClient.ts";
import { missingPage, renderRule, renderTerm } from "./pageHtml.ts";

export interface PageAddress {
  readonly kind: "term" | "rule";
  readonly id: string;
}

const viewType = "designwise.page";

export class PageView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly request: <T>(method: string, params?: unknown) => Promise<T>,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      // A page without script keeps no state; the address is remembered here instead.
      deserializeWebviewPanel: async (panel) => {
        this.adopt(panel);
        const address = context.workspaceState.get<PageAddress>("page");
        if (address) await this.show(address);
        else panel.dispose();
      },
    });
  }

  async open(address: PageAddress): Promise<void> {
    if (!this.panel) {
      this.adopt(
        vscode.window.createWebviewPanel(viewType, "Designwise", {
          viewColumn: vscode.ViewColumn.Beside,
          preserveFocus: true,
        }),
      );
    }
    this.panel?.reveal(undefined, true);
    await this.show(address);
  }

  private adopt(panel: vscode.WebviewPanel): void {
    const media = vscode.Uri.joinPath(this.context.extensionUri, "media");
    panel.webview.options = {
      enableScripts: false,
      enableCommandUris: linkedCommands,
      localResourceRoots: [media],
    };
    panel.iconPath = vscode.Uri.joinPath(media, "icon.png");
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    this.panel = panel;
  }

  private async show(address: PageAddress): Promise<void> {
    await this.context.workspaceState.update("page", address);
    const panel = this.panel;
    if (!panel) return;
    const styles = panel.webview.asWebviewUri(
      vscode.Uri.joinPath(this.context.extensionUri, "media", "page.css"),
    );
    const frame = { styles: styles.toString(), cspSource: panel.webview.cspSource };
    if (address.kind === "term") {
      const [term, all] = await Promise.all([
        this.request<Term | null>(requests.term, { id: address.id }),
        this.request<Term[]>(requests.terms),
      ]);
      panel.title = term?.name ?? address.id;
      panel.webview.html = term ? renderTerm(term, all, frame) : missingPage(address.id, frame);
    } else {
      const rule = await this.request<RuleDoc | null>(requests.rule, { id: address.id });
      panel.title = rule?.title ?? address.id;
      panel.webview.html = rule ? renderRule(rule, frame) : missingPage(address.id, frame);
    }
  }

  dispose(): void {
    this.serializer.dispose();
    this.panel?.dispose();
  }
}

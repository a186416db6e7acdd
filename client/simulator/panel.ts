/**
 * The simulator's half in the extension host: one webview panel, what it may load, and the few things that only the host
 * can do (saving, the clipboard, other commands). It runs no simulation; everything shown is made in the webview, which
 * replays it from the little state it keeps when the editor has hidden, moved or reloaded it.
 */
import * as vscode from "vscode";
import { engines } from "../engines/index.gen.ts";
import { hostHandlers } from "./hostHandlers.ts";
import { simulatorHtml } from "./html.ts";
import {
  answer,
  type HostRequests,
  type HostToPanel,
  type OpenRequest,
  type PanelToHost,
} from "./protocol.ts";

export const simulatorViewType = "designwise.simulator";

export class SimulatorPanel implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #serializer: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  /** Kept until the page says that it shows it: a page that loads, or is hidden, hears nothing. */
  #pending: OpenRequest | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(simulatorViewType, {
      deserializeWebviewPanel: async (panel) => this.#adopt(panel),
    });
  }

  /** Shows a simulation in the panel, which is made when there is none. The request has been validated. */
  open(request: OpenRequest): void {
    this.#pending = request;
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, false);
      this.#post({ type: "open", request });
      return;
    }
    this.#adopt(
      vscode.window.createWebviewPanel(simulatorViewType, "Simulator", {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: false,
      }),
    );
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
  }

  /** A panel of our own, or one that the editor has brought back after a reload. */
  #adopt(panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.#context;
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.png");
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, "dist"),
        vscode.Uri.joinPath(extensionUri, "media"),
      ],
    };
    const listening = panel.webview.onDidReceiveMessage((message: PanelToHost) => this.#receive(message));
    panel.onDidDispose(() => {
      listening.dispose();
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.html = pageOf(panel.webview, extensionUri);
  }

  async #receive(message: PanelToHost): Promise<void> {
    switch (message.type) {
      case "ready":
        return this.#welcome(message.restored);
      case "opened":
        return this.#opened(message.engine);
      case "openTerm":
        await vscode.commands.executeCommand("designwise.openTerm", { id: message.id });
        return;
      case "request":
        this.#post(await answer<HostRequests>(message, hostHandlers(this.#context.extension.id)));
    }
  }

  #welcome(restored: boolean): void {
    const first = engines[0];
    const request = this.#pending ?? (restored || first === undefined ? undefined : { engine: first.id });
    if (request !== undefined) this.#post({ type: "open", request });
  }

  #opened(id: string): void {
    if (this.#pending?.engine === id) this.#pending = undefined;
    const engine = engines.find((candidate) => candidate.id === id);
    if (this.#panel !== undefined && engine !== undefined) this.#panel.title = engine.title;
  }

  #post(message: HostToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }
}

function pageOf(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const uri = (...path: string[]) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  return simulatorHtml({
    cspSource: webview.cspSource,
    nonce: createNonce(),
    script: uri("dist", "simulator.js"),
    worker: uri("dist", "simulator.worker.js"),
    styles: [uri("dist", "simulator.css"), uri("media", "simulator.css")],
    codicons: uri("dist", "codicon.css"),
  });
}

/** 128 bits that nobody can guess; web crypto is there in both kinds of extension host. */
function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

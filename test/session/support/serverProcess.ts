/**
 * The built server as another editor would run it: a process that speaks over stdio. What it says unasked (diagnostics,
 * log, status) is kept, and a test waits for the message it wants instead of for a time.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import {
  type ClientCapabilities,
  createMessageConnection,
  type Diagnostic,
  DiagnosticTag,
  type InitializeResult,
  type MessageConnection,
  type Position,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { root } from "../../dev/tiers.ts";

export interface ClientOptions {
  /** Whether the client can pull diagnostics; older editors cannot. */
  readonly pull: boolean;
  /** The section `designwise` of the client's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `file:` URI of a workspace folder. */
  readonly folder?: string;
}

interface Said {
  readonly method: string;
  readonly params: unknown;
}

export class ServerProcess {
  readonly connection: MessageConnection;
  /** Exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  readonly initialized: Promise<InitializeResult>;
  readonly #child: ChildProcess;
  readonly #said: Said[] = [];
  readonly #waiting = new Set<(said: Said) => void>();
  #settings: Readonly<Record<string, unknown>>;

  constructor(options: ClientOptions) {
    this.#settings = options.settings ?? {};
    const child = spawn(process.execPath, [join(root, "dist", "server.cjs"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#child = child;
    this.exited = new Promise((resolve) => child.on("close", resolve));
    this.connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification((method, params) => this.#heard({ method, params }));
    this.connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
      items.map(() => this.#settings),
    );
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("workspace/diagnostic/refresh", () => null);
    this.connection.onError(() => {}); // A stream that ends while a test kills the server is no news.
    this.connection.listen();
    this.initialized = this.#initialize(options);
  }

  /** The first message of that kind, said already or yet to come, that `wanted` accepts. */
  heard<T>(method: string, wanted: (params: T) => boolean = () => true): Promise<T> {
    const fits = (said: Said) => said.method === method && wanted(said.params as T);
    const before = this.#said.find(fits);
    if (before !== undefined) return Promise.resolve(before.params as T);
    return new Promise((resolve) => {
      const listener = (said: Said) => {
        if (!fits(said)) return;
        this.#waiting.delete(listener);
        resolve(said.params as T);
      };
      this.#waiting.add(listener);
    });
  }

  /** What was said so far of that kind. */
  everHeard<T>(method: string): readonly T[] {
    return this.#said.filter((said) => said.method === method).map((said) => said.params as T);
  }

  open(uri: string, languageId: string, text: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(uri: string, version: number, contentChanges: readonly unknown[]): Promise<void> {
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async hover(uri: string, position: Position): Promise<{ text: string; range: unknown } | undefined> {
    const hover = await this.connection.sendRequest<{
      contents: { value: string };
      range: unknown;
    } | null>("textDocument/hover", { textDocument: { uri }, position });
    return hover === null ? undefined : { text: hover.contents.value, range: hover.range };
  }

  async pull(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return report.items;
  }

  configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    this.#settings = settings;
    return this.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { designwise: settings },
    });
  }

  /** As the protocol wants it: shutdown, then exit. */
  async shutdown(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return this.exited;
  }

  /** For the end of every test, whatever became of the server. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.exited;
    this.connection.dispose();
  }

  async #initialize(options: ClientOptions): Promise<InitializeResult> {
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: options.folder ?? null,
      workspaceFolders: options.folder === undefined ? null : [{ uri: options.folder, name: "workspace" }],
      initializationOptions: { commands: [], pageUri: "editor://designwise.designwise" },
      capabilities: capabilities(options),
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  #heard(said: Said): void {
    this.#said.push(said);
    for (const listener of [...this.#waiting]) listener(said);
  }
}

function capabilities({ pull }: ClientOptions): ClientCapabilities {
  return {
    general: { positionEncodings: ["utf-16"] },
    workspace: {
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
      ...(pull ? { diagnostics: { refreshSupport: true } } : {}),
    },
    textDocument: {
      hover: { contentFormat: ["markdown", "plaintext"] },
      completion: {
        completionItem: {
          snippetSupport: true,
          resolveSupport: { properties: ["additionalTextEdits", "documentation", "textEdit"] },
        },
      },
      codeAction: {
        dataSupport: true,
        resolveSupport: { properties: ["edit"] },
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
      },
      publishDiagnostics: {
        relatedInformation: true,
        codeDescriptionSupport: true,
        tagSupport: { valueSet: [DiagnosticTag.Unnecessary] },
      },
      ...(pull ? { diagnostic: { dynamicRegistration: true } } : {}),
    },
  };
}

/**
 * The editor's side of a webview, as a script that runs in the page before ours: `acquireVsCodeApi` with a state that
 * survives reloads, a theme, and a record of what the page sent. Written as one function, since it is sent as text.
 */
import type { OpenRequest, PanelToHost } from "../../client/simulator/protocol.ts";

// The parts of a browser's globals that are used; the tests are compiled without the DOM, lest the server use it.
interface Violation {
  readonly violatedDirective: string;
  readonly blockedURI: string;
}
declare const document: {
  readonly documentElement: {
    removeAttribute(name: string): void;
    readonly style: { background: string; setProperty(name: string, value: string): void };
  };
  readonly body: { className: string };
  addEventListener(type: string, listener: (event: Violation) => void): void;
};
declare const sessionStorage: {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
};
declare const window: { postMessage(message: unknown): void };
declare const MutationObserver: {
  readonly prototype: {
    observe(target: unknown, options: unknown): void;
    disconnect(): void;
  };
};

export interface FakeHostOptions {
  readonly request: OpenRequest;
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
}

/** What the script leaves on the page's global object for the tests to read. */
export interface HostRecord {
  readonly sent: PanelToHost[];
  readonly violations: string[];
  /** How many observers watch the root element, as those of the theme do. */
  watches(): number;
  applyTheme(variables: Readonly<Record<string, string>>, bodyClass: string): void;
}

export function fakeHost({ request, variables, bodyClass }: FakeHostOptions): void {
  const watching = new Set<unknown>();
  const record: HostRecord = { sent: [], violations: [], watches: () => watching.size, applyTheme };
  const { observe, disconnect } = MutationObserver.prototype;
  MutationObserver.prototype.observe = function (target, options) {
    if (target === document.documentElement) watching.add(this);
    observe.call(this, target, options);
  };
  MutationObserver.prototype.disconnect = function () {
    watching.delete(this);
    disconnect.call(this);
  };
  Object.assign(globalThis, { hostRecord: record, acquireVsCodeApi: () => api });
  document.addEventListener("securitypolicyviolation", (event) => {
    record.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });
  document.addEventListener("DOMContentLoaded", () => applyTheme(variables, bodyClass));

  const api = {
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
    postMessage(message: PanelToHost) {
      record.sent.push(message);
      if (message.type === "ready" && !message.restored) window.postMessage({ type: "open", request });
      if (message.type !== "request") return;
      const result = message.method === "save" ? true : "link";
      window.postMessage({ type: "reply", id: message.id, result });
    },
  };

  function applyTheme(values: Readonly<Record<string, string>>, name: string): void {
    document.documentElement.removeAttribute("style");
    for (const [key, value] of Object.entries(values)) document.documentElement.style.setProperty(key, value);
    // The editor paints its background behind the webview's transparent page.
    document.documentElement.style.background = values["--vscode-editor-background"] ?? "";
    document.body.className = name;
  }
}

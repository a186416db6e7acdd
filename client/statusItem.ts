/** The state of the server in the status bar: visible when it starts, fails or has something to say, quiet otherwise. */
import * as vscode from "vscode";
import type { ServerStatus } from "../server/protocol.ts";

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "designwise.status",
    vscode.StatusBarAlignment.Right,
    10,
  );

  constructor() {
    this.item.name = "Designwise";
    this.item.command = "designwise.showOutput";
    this.starting();
    this.item.show();
  }

  starting(): void {
    this.set("$(loading~spin) Designwise", "Designwise: starting", undefined);
  }

  stopped(): void {
    this.set("$(error) Designwise", "Designwise: the language server is not running", "error");
  }

  show(status: ServerStatus): void {
    const indexed = `${status.terms} terms, ${status.patterns} patterns, ${status.rules} rules`;
    if (status.problems.length === 0) {
      this.set("$(mortar-board) Designwise", `Designwise: ${indexed}`, undefined);
    } else {
      this.set("$(warning) Designwise", `Designwise: ${indexed}\n\n${status.problems.join("\n")}`, "warning");
    }
  }

  private set(text: string, tooltip: string, background: "error" | "warning" | undefined): void {
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: tooltip };
    this.item.backgroundColor = background && new vscode.ThemeColor(`statusBarItem.${background}Background`);
  }

  dispose(): void {
    this.item.dispose();
  }
}

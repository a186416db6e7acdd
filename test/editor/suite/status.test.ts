/** What the extension tells of itself: the status bar and the output channel. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activate, closeAll } from "./support/editor.ts";
import { screenshot, workbench } from "./support/outside.ts";

describe("status", () => {
  before(activate);
  afterEach(closeAll);

  it("stands in the status bar with what was indexed", async () => {
    const item = '.statusbar-item[aria-label*="terms"]:has-text("Designwise")';
    assert.match(await workbench.text(item), /Designwise/);
  });

  it("opens the output channel, which says what was indexed", async () => {
    await vscode.commands.executeCommand("designwise.showOutput");
    const lines = await workbench.text('.part.panel .view-lines:has-text("terms")');
    assert.match(lines.replaceAll("\u00a0", " "), /\d+ terms/);
    await screenshot("output");
  });

  it("survives a restart of the language server", async () => {
    await vscode.commands.executeCommand("designwise.restartServer");
    await workbench.text('.statusbar-item[aria-label*="terms"]:has-text("Designwise")');
  });
});

/**
 * The simulator's panel in the real editor: opened from everywhere, driven by clicks inside its webview until its numbers
 * change, and not forgetful. The trace's hash in the footer proves that stepping back and reloading lead to the same run.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  activate,
  closeAll,
  diagnosticsOf,
  hoversAt,
  moveTo,
  openSample,
  placeOf,
  textOfHover,
} from "./support/editor.ts";
import { panel, screenshot, workbench } from "./support/outside.ts";

const trace = '.trace[data-busy="false"]:has-text("events")';
const button = (label: string) => `role=button[name=/^${label}/]`;

const open = (request: Record<string, unknown>) =>
  vscode.commands.executeCommand("designwise.openSimulator", request);

async function codeActionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range);
}

describe("the simulator's panel", () => {
  before(activate);
  afterEach(closeAll);

  it("runs at once, and a click on Step changes its numbers and on Step back restores them", async () => {
    await open({ engine: "rate-limiter" });
    await panel.text(trace);
    await panel.click(button("To the start"));
    const start = await panel.text(`${trace}:has-text("0 events")`);
    await panel.click(button("Step \\("));
    const first = await panel.changed(trace, start);
    await panel.click(button("Step \\("));
    const second = await panel.changed(trace, first);
    await panel.click(button("Step back"));
    assert.equal(await panel.changed(trace, second), first, "the same hash as before");
  });

  it("plays, and another seed is another run", async () => {
    await open({ engine: "rate-limiter", seed: 7 });
    const whole = await panel.text(trace);
    await panel.click(button("To the start"));
    const start = await panel.changed(trace, whole);
    await panel.click(button("Play"));
    await panel.changed(trace, start);
    await panel.click(button("Pause"));
    await panel.click(button("To the end"));
    await panel.text(`${trace}:has-text(${JSON.stringify(whole)})`);
    await panel.click(button("Another seed"));
    assert.notEqual(await panel.changed(trace, whole), whole);
  });

  it("opens with the parameters that were asked for", async () => {
    await open({ engine: "cache" });
    const cache = await panel.text(trace);
    await open({ engine: "consistent-hashing" });
    await panel.text('main[data-engine="consistent-hashing"]');
    assert.notEqual(await panel.text(trace), cache);
    await screenshot("panel-consistent-hashing");
  });

  it("refuses what it does not know, in words", async () => {
    // The list and not the toast, which newer versions hold back while other things happen.
    await vscode.commands.executeCommand("notifications.showList");
    const refused = open({ engine: "no-such-engine" });
    await workbench.text('.notification-list-item:has-text("no-such-engine")');
    await vscode.commands.executeCommand("notifications.clearAll");
    await refused;
  });

  it("survives being hidden and being reloaded", async () => {
    await open({ engine: "rate-limiter", seed: 11 });
    const whole = await panel.text(trace);
    await panel.click(button("Step back"));
    const stepped = await panel.changed(trace, whole);
    await openSample("README.md");
    await vscode.commands.executeCommand("workbench.action.previousEditor");
    await panel.text(`${trace}:has-text(${JSON.stringify(stepped)})`);
    await vscode.commands.executeCommand("workbench.action.webview.reloadWebviewAction");
    await panel.text(`${trace}:has-text(${JSON.stringify(stepped)})`);
  });

  it("opens from a hover's link", async () => {
    const editor = await openSample("orders/limits.ts");
    const at = placeOf(editor.document, "createTokenBucket", "createTok".length);
    const [hover] = await hoversAt(editor.document, at);
    assert.ok(hover && textOfHover(hover).includes("command:designwise.openSimulator"));
    moveTo(editor, at);
    await vscode.commands.executeCommand("editor.action.showHover");
    await workbench.click(".monaco-hover a[data-href^='command:designwise.openSimulator']");
    await panel.text('main[data-engine="rate-limiter"]');
  });

  it("opens from a finding, with the numbers of its line", async () => {
    const { document } = await openSample("orders/shards.ts");
    const [finding] = await diagnosticsOf(document.uri, (all) => all.length > 0);
    assert.ok(finding);
    const actions = await codeActionsAt(document, finding.range);
    const simulate = actions.find((action) => action.command?.command === "designwise.openSimulator");
    assert.ok(simulate?.command, `none of: ${actions.map((action) => action.title).join("; ")}`);
    await vscode.commands.executeCommand(simulate.command.command, ...(simulate.command.arguments ?? []));
    await panel.text('main[data-engine="consistent-hashing"]');
    await panel.text(trace);
  });
});

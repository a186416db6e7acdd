/** Every face can be switched off, for all languages or for one, and comes back without a restart. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  activate,
  closeAll,
  diagnosticsOf,
  eventually,
  hoversAt,
  openSample,
  placeOf,
  resetSettings,
  set,
} from "./support/editor.ts";
import { workbench } from "./support/outside.ts";

const none = (found: readonly unknown[]) => found.length === 0;
const some = (found: readonly unknown[]) => found.length > 0;

describe("settings", () => {
  before(activate);
  afterEach(async function () {
    await closeAll.call(this);
    await resetSettings();
  });

  it("switch hovers off and on", async () => {
    const { document } = await openSample("orders/checkout.ts");
    const ask = () => hoversAt(document, placeOf(document, "rate limiter", 2));
    assert.ok(some(await ask()));
    await set("designwise.hover.enabled", false);
    await eventually(ask, none);
    await resetSettings();
    await eventually(ask, some);
  });

  it("switch hovers off for one language", async () => {
    const python = (await openSample("inventory/stock.py")).document;
    const typescript = (await openSample("orders/checkout.ts")).document;
    await set("designwise.hover.enabled", false, "python");
    await eventually(() => hoversAt(python, placeOf(python, "cache-aside", 2)), none);
    assert.ok(some(await hoversAt(typescript, placeOf(typescript, "rate limiter", 2))));
  });

  it("switch diagnostics off and on, also for one language", async () => {
    const python = (await openSample("inventory/stock.py")).document;
    const typescript = (await openSample("orders/checkout.ts")).document;
    await diagnosticsOf(python.uri, some);
    await diagnosticsOf(typescript.uri, some);
    await set("designwise.diagnostics.enabled", false, "python");
    await diagnosticsOf(python.uri, none);
    await diagnosticsOf(typescript.uri, some);
    await set("designwise.diagnostics.enabled", false);
    await diagnosticsOf(typescript.uri, none);
    await resetSettings();
    await diagnosticsOf(python.uri, some);
    await diagnosticsOf(typescript.uri, some);
  });

  it("switch completion off", async () => {
    const editor = await openSample("inventory/stock.py");
    const { document } = editor;
    const end = document.lineAt(document.lineCount - 1).range.end;
    await editor.edit((edit) => edit.insert(end, "\n\nrate"));
    const ask = async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        document.lineAt(document.lineCount - 1).range.end,
      );
      return list.items.filter((item) => /rate limiter/i.test(labelOf(item)));
    };
    await eventually(ask, some);
    await set("designwise.completion.enabled", false);
    await eventually(ask, none);
  });

  it("exclude files from diagnostics", async () => {
    const { document } = await openSample("orders/checkout.ts");
    await diagnosticsOf(document.uri, some);
    await set("designwise.diagnostics.exclude", ["orders/**"]);
    await diagnosticsOf(document.uri, none);
  });

  it("set a rule's severity", async () => {
    const { document } = await openSample("orders/checkout.ts");
    await set("designwise.rules", { "n-plus-one-query": "error", "remote-call-without-timeout": "off" });
    const found = await diagnosticsOf(document.uri, (all) =>
      all.some((one) => one.severity === vscode.DiagnosticSeverity.Error),
    );
    assert.equal(found.length, 2);
  });

  it("that name no rule are told in the status bar", async () => {
    await openSample("orders/checkout.ts");
    await set("designwise.rules", { "no-such-rule": "error" });
    await workbench.text('.statusbar-item[aria-label*="no-such-rule"]');
    await resetSettings();
    await workbench.gone('.statusbar-item[aria-label*="no-such-rule"]');
  });
});

const labelOf = (item: vscode.CompletionItem) =>
  `${typeof item.label === "string" ? item.label : item.label.label} ${item.filterText ?? ""} ${item.detail ?? ""}`;

/**
 * Light, dark and high contrast: the panel follows the theme, and pictures are taken for people to look at. What a test can
 * hold to is that the page's colours are the theme's, and differ from theme to theme.
 */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activate, closeAll, moveTo, openSample, placeOf, resetSettings, set } from "./support/editor.ts";
import { panel, screenshot, workbench } from "./support/outside.ts";

const themes = [
  ["dark", "Default Dark Modern", "vscode-dark"],
  ["light", "Default Light Modern", "vscode-light"],
  ["high-contrast", "Default High Contrast", "vscode-high-contrast"],
] as const;

describe("themes", () => {
  before(activate);
  afterEach(async function () {
    await closeAll.call(this);
    await resetSettings();
  });

  for (const [name, theme, bodyClass] of themes) {
    it(`${name}: hover and panel side by side`, async () => {
      await set("workbench.colorTheme", theme);
      const editor = await openSample("orders/limits.ts");
      await vscode.commands.executeCommand("designwise.openSimulator", { engine: "rate-limiter" });
      await panel.text(`body.${bodyClass} .trace[data-busy="false"]:has-text("events")`);
      await screenshot(`panel-${name}`);
      const shown = await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
      moveTo(shown, placeOf(shown.document, "createTokenBucket", "createTok".length));
      await vscode.commands.executeCommand("editor.action.showHover");
      assert.match(await workbench.text('.monaco-hover strong:text-is("Token bucket")'), /Token bucket/);
      await screenshot(`hover-${name}`);
    });
  }
});

/**
 * The browser build in a real web-worker extension host, on the oldest and the newest version, which load it differently:
 * what needs the server (terms, findings), what needs none (the panel), and that nothing of it fails unseen.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { installCodeServer } from "../../dev/codeServer.ts";
import { newestServer, oldestServer } from "../../dev/codeServerVersions.ts";
import { packagedExtension, screenshotFolder } from "../prepare.ts";
import { openWebHost, type WebHost } from "./webHost.ts";

/** An install may be due when this is run by itself. */
const openLimitMs = 5 * 60_000;
const testLimitMs = 60_000;
const waitMs = 30_000;
/** The server answers and has nothing to complain of. */
const ready = '.statusbar-item:not(.warning-kind):not(.error-kind)[aria-label*=" terms"]';

describe("in the browser's extension host", function () {
  this.timeout(testLimitMs);
  let extension: string;

  before(async () => {
    extension = process.env.DESIGNWISE_EXTENSION ?? (await packagedExtension());
  });

  for (const { codeServer, vscode } of [oldestServer, newestServer]) {
    describe(`of VS Code ${vscode}`, () => {
      let host: WebHost;
      let page: Page;

      before(async function () {
        this.timeout(openLimitMs);
        const installed = await installCodeServer(codeServer, (line) => console.log(line));
        host = await openWebHost(installed, extension, "orders/checkout.ts");
        page = host.page;
        page.setDefaultTimeout(waitMs);
        await page.locator(".monaco-editor .view-line").first().waitFor();
      });

      afterEach(async function () {
        const title = this.currentTest?.title.replace(/\W+/g, " ");
        if (this.currentTest?.state !== "failed") return;
        await page.screenshot({ path: join(screenshotFolder, `web-${vscode} failed ${title}.png`) });
      });

      after(() => host?.close());

      it("finds faults with the server and its grammars in a worker", async () => {
        await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
        await run(page, "Problems: Focus on Problems View");
        await page.locator(".markers-panel .monaco-list-row:has-text('timeout')").waitFor();
        await page.locator(ready).waitFor();
        const ofServer = [...host.requested].filter((path) => /\.wasm$|server/.test(path));
        assert.deepEqual(ofServer.sort(), [
          "dist/grammars/tree-sitter-typescript.wasm",
          "dist/grammars/web-tree-sitter.wasm",
          "dist/server.browser.js",
        ]);
        await run(page, "View: Toggle Panel Visibility");
      });

      it("explains a term on hover", async () => {
        await hoverRateLimiter(page);
      });

      it("restarts the server in a new worker", async () => {
        const again = page.waitForRequest("**/dist/server.browser.js");
        await run(page, "Designwise: Restart Language Server");
        await again;
        await page.locator(ready).waitFor();
        await hoverRateLimiter(page);
      });

      it("opens the panel, which runs", async () => {
        await run(page, "Designwise: Open Simulator");
        // The list draws only the rows in sight.
        await page.locator(".quick-input-widget input").first().fill("Rate limiter");
        await page.locator(".quick-input-list .monaco-list-row:has-text('Rate limiter')").first().click();
        const panel = page
          .locator("iframe.webview.ready")
          .contentFrame()
          .locator("iframe#active-frame")
          .contentFrame();
        await panel.locator('.trace[data-busy="false"]:has-text("events")').waitFor();
      });

      it("leaves no error of ours on the console", () => {
        assert.deepEqual(host.errors, []);
      });
    });
  }
});

/** Runs a command by its title, as a user finds it. */
async function run(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget .quick-input-box input");
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${title}")`).waitFor();
  await page.keyboard.press("Enter");
}

async function hoverRateLimiter(page: Page): Promise<void> {
  await page.keyboard.press("Control+g");
  const input = page.locator(".quick-input-widget .quick-input-box input");
  await input.fill(":11:8");
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await page.locator(".monaco-hover strong:has-text('Rate limiting')").waitFor();
  await page.keyboard.press("Escape");
}

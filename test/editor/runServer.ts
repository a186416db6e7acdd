/**
 * Runs the suite in one version of VS Code's server build, opened in headless Chromium: the real workbench and the real
 * extension host, on a machine that has no desktop VS Code.
 */
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Installed, launchCodeServer, remotePath, workbenchUrl } from "../dev/codeServer.ts";
import type { TierReport } from "../dev/report.ts";

import { chromiumFlags, findChromium } from "../support/chromium.ts";
import { bridgeVariable } from "./bridge.ts";
import { judge } from "./judge.ts";
import { type Outside, startOutside } from "./outside.ts";
import { freshWorkspace, screenshotFolder, writeSettings } from "./prepare.ts";

export interface SuiteRun {
  readonly report: TierReport;
  /** Console of the page and the extension host; worth reading only when something failed. */
  readonly console: readonly string[];
}

export interface SuiteInput {
  /** What `bundleSuite` returned. */
  readonly suite: string;
  /** Folder of the extension under test. */
  readonly extension: string;
}

const deadlineMs = 4 * 60_000;

/** Never throws on a failing suite; throws when the editor or the browser does not start. */
export async function runInServer(installed: Installed, input: SuiteInput): Promise<SuiteRun> {
  const version = installed.server.vscode;
  const workspace = await freshWorkspace();
  const stateFolder = join(dirname(workspace), "state");
  await writeSettings(join(stateFolder, "user-data"));
  let page: Page | undefined;
  let browser: Browser | undefined;
  const outside = await startOutside(async () => page ?? fail(), join(screenshotFolder, version));
  const server = await launchCodeServer(installed, {
    stateFolder,
    env: { [bridgeVariable]: outside.address },
  });
  try {
    browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const url = workbenchUrl(server.port, workspace, input.extension, [
      ["extensionTestsPath", remotePath(server.port, input.suite)],
    ]);
    const run = await watchPage(page, url, server.ended, outside);
    return { report: run.report, console: [...run.console, server.output()] };
  } finally {
    await browser?.close();
    await server.stop();
    await outside.close();
    await rm(dirname(workspace), { recursive: true, force: true });
  }
}

/** Opens the address and waits for the suite's own exit, the deadline, a crash or the server's end. */
async function watchPage(
  page: Page,
  url: string,
  serverEnded: Promise<number>,
  outside: Outside,
): Promise<SuiteRun> {
  const lines: string[] = [];
  let exited: (why: string) => void = () => {};
  const exit = new Promise<string>((resolve) => {
    exited = resolve;
  });
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    lines.push(
      `[${type}] ${args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" ")}`,
    );
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => exited(`exit ${code}`));
  page.on("pageerror", (error) => lines.push(`[page error] ${error.message}`));
  page.on("crash", () => exited("the page crashed"));
  void serverEnded.then((code) => exited(`the server ended with code ${code}`));
  const deadline = setTimeout(() => exited(`no result within ${deadlineMs / 1000} s`), deadlineMs);
  await page.goto(url);
  const why = await exit;
  clearTimeout(deadline);
  return { report: judge(outside.report(), why), console: lines };
}

function fail(): never {
  throw new Error("the suite asked before its page was open");
}

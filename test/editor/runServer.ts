/**
 * Runs the suite in one version of VS Code's server build, opened in headless Chromium: the real workbench and the real
 * extension host, on a machine that has no desktop VS Code.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Installed, launchCodeServer, remotePath, workbenchUrl } from "../dev/codeServer.ts";
import type { TierReport } from "../dev/report.ts";

const findChromium = () => "/usr/bin/chromium"; // TEMP

import { bridgeVariable } from "./bridge.ts";
import { type Outside, startOutside } from "./outside.ts";
import { freshWorkspace, screenshotFolder } from "./prepare.ts";

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

const chromiumFlags = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** Never throws on a failing suite; throws when the editor or the browser does not start. */
export async function runInServer(installed: Installed, input: SuiteInput): Promise<SuiteRun> {
  const version = installed.server.vscode;
  const workspace = await freshWorkspace();
  const stateFolder = join(dirname(workspace), "state");
  await writeSettings(stateFolder);
  let page: Page | undefined;
  let browser: Browser | undefined;
  const outside = await startOutside(() => page, join(screenshotFolder, version));
  const server = await launchCodeServer(installed, {
    stateFolder,
    env: { [bridgeVariable]: outside.address },
  });
  try {
    browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumFlags });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const url = workbenchUrl(server.port, workspace, input.extension, [
      ["extensionTestsPath", remotePath(server.port, input.suite)],
    ]);
    const run = await watchPage(page, url, server.ended, outside);
    if (run.report.failures.length > 0) {
      await page.screenshot({ path: join(screenshotFolder, version, "at-the-end.png") }).catch(() => {});
    }
    return { report: run.report, console: [...run.console, server.output()] };
  } finally {
    await browser?.close();
    await server.stop();
    await outside.close();
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

/** A suite that reports nothing has failed, and so has one that reports success but exits otherwise. */
export function judge(report: TierReport | undefined, why: string): TierReport {
  if (report === undefined) {
    return { passed: 0, failures: [{ title: "the suite reports its result", error: why }], skipped: [] };
  }
  if (why !== "exit 0" && report.failures.length === 0) {
    return { ...report, failures: [{ title: "the suite ends well", error: why }] };
  }
  return report;
}

/** A quiet workbench: nothing asks, greets or fetches, so that screenshots show the extension and runs are alike. */
async function writeSettings(stateFolder: string): Promise<void> {
  const folder = join(stateFolder, "user-data", "User");
  await mkdir(folder, { recursive: true });
  const settings = {
    "chat.disableAIFeatures": true,
    "editor.minimap.enabled": false,
    "extensions.ignoreRecommendations": true,
    "extensions.autoCheckUpdates": false,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "window.autoDetectColorScheme": false,
    "workbench.colorTheme": "Default Dark Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
  };
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings));
}

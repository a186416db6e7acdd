/**
 * `tsx test/editor/runDesktop.ts`: the same suite in a desktop VS Code, the one that `DESIGNWISE_VSCODE` names, else the
 * stable build, downloaded by @vscode/test-electron. Hands and eyes are playwright's over the DevTools protocol.
 */
import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { type Browser, chromium, type Page } from "playwright-core";
import { cacheFolder } from "../dev/codeServerInstall.ts";
import { type TierReport, writeReport } from "../dev/report.ts";
import { bridgeVariable } from "./bridge.ts";
import { judge } from "./judge.ts";
import { startOutside } from "./outside.ts";
import {
  bundleSuite,
  freshWorkspace,
  packagedExtension,
  screenshotFolder,
  writeSettings,
} from "./prepare.ts";

/** Throws when there is no desktop VS Code to be had, or no display to open it on. */
export async function runOnDesktop(suite: string, extension: string): Promise<TierReport> {
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error("A desktop VS Code needs a display: set DISPLAY, or run this under `xvfb-run -a`.");
  }
  const executable =
    process.env.DESIGNWISE_VSCODE ??
    (await downloadAndUnzipVSCode({ version: "stable", cachePath: join(cacheFolder(), "desktop") }));
  const workspace = await freshWorkspace();
  const userData = join(dirname(workspace), "user-data");
  await writeSettings(userData);
  let browser: Browser | undefined;
  const page = async (): Promise<Page> => {
    browser ??= await connect(userData);
    const pages = browser.contexts().flatMap((context) => context.pages());
    const found = pages.find((one) => one.url().includes("workbench"));
    if (found === undefined) throw new Error("the DevTools protocol shows no workbench window");
    return found;
  };
  const outside = await startOutside(page, join(screenshotFolder, "desktop"));
  try {
    const exit = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      extensionTestsEnv: { [bridgeVariable]: outside.address },
      launchArgs: [
        workspace,
        "--disable-extensions",
        "--disable-workspace-trust",
        `--user-data-dir=${userData}`,
        "--remote-debugging-port=0",
      ],
    }).then(
      (code) => `exit ${code}`,
      (error: unknown) => String(error),
    );
    return judge(outside.report(), exit);
  } finally {
    await browser?.close();
    await outside.close();
    await rm(dirname(workspace), { recursive: true, force: true });
  }
}

/** Chromium writes the port that it chose into its profile. */
async function connect(userData: string): Promise<Browser> {
  const written = await readFile(join(userData, "DevToolsActivePort"), "utf8");
  return chromium.connectOverCDP(`http://127.0.0.1:${written.split("\n")[0]}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const extension = process.env.DESIGNWISE_EXTENSION ?? (await packagedExtension());
  const report = await runOnDesktop(await bundleSuite(), extension);
  writeReport(report);
  for (const { title, error } of report.failures) console.log(`\n✖ ${title}\n${error}`);
  console.log(`desktop: ${report.passed} passed, ${report.failures.length} failed`);
  process.exit(report.failures.length === 0 ? 0 : 1);
}

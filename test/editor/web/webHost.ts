/**
 * VS Code with the extension in its web-worker extension host, as in an editor without Node: the manifest, the server's
 * worker and the grammars come over HTTPS from another origin, under VS Code's own content security policy.
 *
 * The workbench is the server build's, for there is no other to be had from npm. It runs a development extension in the
 * worker only when its page says so (`developmentOptions`, which an embedder such as vscode.dev fills in), so the page's
 * settings are completed while it reads them. The origin exists in this browser alone.
 */
import { readFile, rm } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { type Browser, type ConsoleMessage, chromium, type Page, type Route } from "playwright-core";
import { type Installed, launchCodeServer, type RunningServer, remotePath } from "../../dev/codeServer.ts";
import { chromiumFlags, findChromium } from "../../support/chromium.ts";
import { freshWorkspace, writeSettings } from "../prepare.ts";

const origin = "https://designwise.extension.test";

export interface WebHost {
  readonly page: Page;
  /** Files of the extension that were asked for, as paths from its folder. */
  readonly requested: ReadonlySet<string>;
  /** Errors on the console that are the extension's; the workbench without a network has its own. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens `file` of the sample workspace, with the extension of the folder `extension`. */
export async function openWebHost(installed: Installed, extension: string, file: string): Promise<WebHost> {
  const workspace = await freshWorkspace();
  const stateFolder = join(dirname(workspace), "state");
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server?.stop();
    await rm(dirname(workspace), { recursive: true, force: true });
  };
  try {
    await writeSettings(join(stateFolder, "user-data"));
    server = await launchCodeServer(installed, { stateFolder });
    browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const requested = new Set<string>();
    const errors: string[] = [];
    page.on("console", (message) => {
      if (isOurs(message)) errors.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => {
      if (error.stack?.includes(origin)) errors.push(error.stack);
    });
    await page.context().route(`${origin}/**`, (route) => serve(route, extension, requested));
    await page.addInitScript(addExtension, origin);
    await page.goto(address(server.port, workspace, file));
    return { page, requested, errors, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Any breach of the content security policy counts too: it would be our worker or our page that VS Code refuses. */
function isOurs(message: ConsoleMessage): boolean {
  if (message.type() !== "error") return false;
  const all = `${message.text()} ${message.location().url}`;
  // Translations, which the extension does not have and every web host asks for.
  if (all.includes(`${origin}/package.nls.json`)) return false;
  return /designwise\.(extension|designwise)|Content Security Policy/.test(all);
}

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".json": "application/json",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};

/** A plain file server that lets every origin read, as those are that browsers load extensions from. */
async function serve(route: Route, folder: string, requested: Set<string>): Promise<void> {
  const path = decodeURIComponent(new URL(route.request().url()).pathname).slice(1);
  requested.add(path);
  const headers = { "access-control-allow-origin": "*" };
  const body = await readFile(join(folder, path)).catch(() => undefined);
  if (body === undefined) return route.fulfill({ status: 404, headers });
  return route.fulfill({ body, headers, contentType: contentTypes[extname(path)] ?? "text/plain" });
}

/** Runs in the page, before the workbench's own script; `settings` are what the server wrote into its HTML. */
function addExtension(from: string): void {
  const { Element, URL } = globalThis as unknown as PageScope;
  const getAttribute = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = getAttribute.call(this, name);
    if (value === null || this.id !== "vscode-workbench-web-configuration") return value;
    const settings = JSON.parse(value) as { developmentOptions?: object };
    const location = { scheme: "https", authority: new URL(from).host, path: "/" };
    const developmentOptions = { ...settings.developmentOptions, extensions: [location] };
    return JSON.stringify({ ...settings, developmentOptions });
  };
}

interface PageElement {
  readonly id: string;
  getAttribute(this: PageElement, name: string): string | null;
}
interface PageScope {
  readonly Element: { readonly prototype: PageElement };
  readonly URL: typeof URL;
}

function address(port: number, workspace: string, file: string): string {
  const payload = [
    ["skipWelcome", "true"],
    ["openFile", remotePath(port, join(workspace, file))],
  ];
  const query = `folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return `http://localhost:${port}/?${query}`;
}

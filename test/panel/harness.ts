/** Opens the built panel in a real Chromium and speaks of it in the tests' words. */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { OpenRequest, PanelToHost } from "../../client/simulator/protocol.ts";
import { chromiumFlags, findChromium } from "../support/chromium.ts";
import { buildWebview } from "./build.ts";
import { fakeHost, type HostRecord } from "./fakeHost.ts";
import { type PageServer, servePage } from "./pageServer.ts";
import { type ThemeName, themes } from "./themes.ts";

declare const hostRecord: HostRecord;
declare const window: { postMessage(message: unknown): void };
declare const document: {
  querySelector(selector: string): { readonly dataset: Readonly<Record<string, string>> } | null;
};

export interface OpenOptions {
  readonly request?: OpenRequest;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

/** Browser, bundles and server, shared by all tests of a file. */
export class PanelHarness {
  #browser: Browser | undefined;
  #server: PageServer | undefined;
  #dist = "";
  readonly #contexts: BrowserContext[] = [];

  async start(): Promise<void> {
    this.#dist = await buildWebview();
    this.#server = await servePage(this.#dist);
    this.#browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.close();
    if (this.#dist !== "") await rm(this.#dist, { recursive: true, force: true });
  }

  async open(options: OpenOptions = {}): Promise<Panel> {
    assert.ok(this.#browser !== undefined && this.#server !== undefined, "start() comes first");
    const context = await this.#browser.newContext({
      viewport: { width: options.width ?? 1100, height: options.height ?? 900 },
      reducedMotion: options.reducedMotion ? "reduce" : "no-preference",
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    const panel = new Panel(page);
    const theme = themes[options.theme ?? "Light Modern"];
    // tsx names functions through a helper that a function sent as text leaves behind.
    await page.addInitScript("globalThis.__name = (named) => named");
    await page.addInitScript(fakeHost, { request: options.request ?? { engine: "rate-limiter" }, ...theme });
    await page.goto(this.#server.url);
    await panel.settled();
    return panel;
  }

  /** A page that draws scenes and nothing else. */
  async gallery(width: number, theme: ThemeName = "Light Modern"): Promise<Page> {
    assert.ok(this.#browser !== undefined && this.#server !== undefined, "start() comes first");
    const context = await this.#browser.newContext({ viewport: { width, height: 900 } });
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.addInitScript("globalThis.__name = (named) => named");
    await page.addInitScript(fakeHost, { request: { engine: "cache" }, ...themes[theme] });
    await page.goto(`${this.#server.url}/gallery`);
    return page;
  }

  /** Closes the pages of the test that has ended. */
  async closePages(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }
}

export class Panel {
  readonly page: Page;
  /** Errors and warnings of the console, and exceptions that nobody caught. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.errors.push(message.text());
    });
  }

  /** Waits until the simulation stands where it was sent. */
  async settled(): Promise<void> {
    await this.page.locator('.trace[data-busy="false"]').waitFor();
  }

  /** Does something that moves the simulation, and waits until the trace is another and at rest. */
  async change(act: () => Promise<unknown>): Promise<string> {
    const before = await this.hash();
    await act();
    await this.page.waitForFunction((old) => {
      const trace = document.querySelector(".trace");
      return trace?.dataset.busy === "false" && trace.dataset.hash !== old;
    }, before);
    return this.hash();
  }

  async hash(): Promise<string> {
    return (await this.page.locator(".trace").getAttribute("data-hash")) ?? "";
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name });
  }

  /** The text field of a parameter; typing replaces what is there. */
  async type(field: string, text: string): Promise<void> {
    const input = this.page.locator(`${field} input`);
    await input.fill(text);
  }

  metric(id: string): Promise<string> {
    return this.#text(`[data-metric="${id}"] .measured`);
  }

  /** Where playback stands, as shown. */
  now(): Promise<string> {
    return this.#text(".clock .now");
  }

  async events(): Promise<number> {
    const text = /^(?:A: )?([\d\u202f]+) events/.exec(await this.#text(".trace"))?.[1];
    return Number(text?.replaceAll("\u202f", ""));
  }

  async #text(selector: string): Promise<string> {
    return (await this.page.locator(selector).textContent()) ?? "";
  }

  async sent(): Promise<readonly PanelToHost[]> {
    return this.page.evaluate(() => hostRecord.sent);
  }

  /** As if the editor asked for another simulation. */
  async request(request: OpenRequest): Promise<void> {
    await this.page.evaluate((message) => window.postMessage(message), { type: "open", request });
  }

  async watches(): Promise<number> {
    return this.page.evaluate(() => hostRecord.watches());
  }

  async violations(): Promise<readonly string[]> {
    return this.page.evaluate(() => hostRecord.violations);
  }

  async setTheme(name: ThemeName): Promise<void> {
    const { variables, bodyClass } = themes[name];
    await this.page.evaluate((theme) => hostRecord.applyTheme(theme.variables, theme.bodyClass), {
      variables,
      bodyClass,
    });
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole("tab", { name }).click();
  }
}

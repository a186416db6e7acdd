/**
 * The runner's half of the bridge: answers the suite by driving the page with playwright. Each question waits for its
 * element, within a limit that turns a wrong selector into a failed test instead of a hung run.
 */
import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { TierReport } from "../dev/report.ts";
import type { Answer, Ask, Place } from "./bridge.ts";

export interface Outside {
  readonly address: string;
  /** What the suite reported; undefined while it has not finished. */
  report(): TierReport | undefined;
  close(): Promise<void>;
}

const waitMs = 20_000;

/** `page` is asked for at every question, since on the desktop there is none to connect to before the suite runs. */
export async function startOutside(page: () => Promise<Page>, screenshots: string): Promise<Outside> {
  mkdirSync(screenshots, { recursive: true });
  let report: TierReport | undefined;
  const server = createServer((request, response) => {
    void readBody(request)
      .then(async (body): Promise<Answer> => {
        const ask = JSON.parse(body) as Ask;
        if (ask.ask === "report") {
          report = ask.report;
          return { value: "" };
        }
        return { value: await answer(ask, await page(), screenshots) };
      })
      .catch((error: unknown): Answer => ({ error: error instanceof Error ? error.message : String(error) }))
      .then((reply) => response.end(JSON.stringify(reply)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    report: () => report,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(ask: Exclude<Ask, { ask: "report" }>, page: Page, folder: string): Promise<string> {
  if (ask.ask === "press") {
    await page.keyboard.press(ask.key);
    return "";
  }
  if (ask.ask === "type") {
    await page.keyboard.type(ask.text);
    return "";
  }
  if (ask.ask === "screenshot") {
    await page.screenshot({ path: join(folder, `${ask.name}.png`), animations: "disabled" });
    return "";
  }
  const all = locate(page, ask.place, ask.selector);
  const locator = all.first();
  switch (ask.ask) {
    case "click":
      await locator.click({ timeout: waitMs });
      return "";
    case "hover":
      await locator.hover({ timeout: waitMs });
      return "";
    case "fill":
      await locator.fill(ask.text, { timeout: waitMs });
      return "";
    case "text":
      await locator.waitFor({ timeout: waitMs });
      return (await locator.textContent()) ?? "";
    case "count":
      return String(await all.count());
    case "gone":
      await locator.waitFor({ state: "hidden", timeout: waitMs });
      return "";
    case "changed":
      return changedText(locator, ask.from);
  }
}

/** A webview is a frame in a frame: the outer one is VS Code's, the inner one holds the extension's page. */
function locate(page: Page, place: Place, selector: string): Locator {
  if (place === "workbench") return page.locator(selector);
  return page
    .locator("iframe.webview.ready")
    .filter({ visible: true })
    .first()
    .contentFrame()
    .locator("iframe#active-frame")
    .contentFrame()
    .locator(selector);
}

/** The locator is resolved anew at every look, so an element that is replaced on each redraw is no trouble. */
async function changedText(locator: Locator, from: string): Promise<string> {
  await locator.waitFor({ timeout: waitMs });
  const words = from
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const another = locator.filter({ hasNotText: new RegExp(`^\\s*${words.join("\\s+")}\\s*$`) });
  await another.waitFor({ timeout: waitMs });
  return (await another.textContent()) ?? "";
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  request.setEncoding("utf8");
  for await (const text of request) body += text as string;
  return body;
}

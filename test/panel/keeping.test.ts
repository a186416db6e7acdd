/** What survives: a reload, a bad request, a change of theme; and what the page asks of its host. */
import assert from "node:assert/strict";
import type { PanelToHost } from "../../client/simulator/protocol.ts";
import { type Panel, PanelHarness } from "./harness.ts";

const harness = new PanelHarness();

describe("panel: keeping and sharing", function () {
  this.timeout(60_000);
  before(() => harness.start());
  after(() => harness.stop());
  afterEach(() => harness.closePages());

  it("restores run, place, comparison and tab after a reload", async () => {
    const panel = await harness.open();
    await panel.change(() => panel.type("#param-rate", "7"));
    await panel.change(() => panel.button(/^Step back/).click());
    await panel.change(() => panel.page.locator('[data-action="burst"]').click());
    await panel.change(() => panel.button(/^Step \(/).click());
    await panel.change(() => panel.button(/^Compare/).click());
    await panel.change(() => panel.type("#param-burst", "100"));
    await panel.tab("Events");
    const before = { hash: await panel.hash(), now: await panel.now(), events: await panel.events() };
    await panel.page.reload();
    await panel.settled();
    assert.deepEqual(
      { hash: await panel.hash(), now: await panel.now(), events: await panel.events() },
      before,
    );
    assert.equal(await panel.page.locator("#param-rate input").inputValue(), "7");
    assert.ok(await panel.page.locator(".log-line").first().isVisible());
    const ready = (await panel.sent()).find(({ type }) => type === "ready");
    assert.deepEqual(ready, { type: "ready", restored: true });
  });

  it("opens a link at the event it was copied at", async () => {
    const panel = await harness.open();
    await panel.change(() => panel.page.locator('[data-action="straddle"]').click());
    await panel.change(() => panel.button(/^Step back/).click());
    await panel.button(/^Copy link/).click();
    const sent = await request(panel, "copyLink");
    assert.match(sent.params.scenario, /^designwise: rate-limiter seed 1 at \S+ms straddle until \S+ms$/);
    const { input, events } = sent.params;
    const other = await harness.open({ request: { ...input, events } });
    assert.equal(await other.hash(), await panel.hash());
  });

  it("exports what it shows", async () => {
    const panel = await harness.open({ request: { engine: "cache" } });
    await panel.button(/^Export/).click();
    const { params } = await request(panel, "save");
    assert.equal(params.name, "cache");
    assert.match(params.csv, /^run,series,unit,x,y\nA,hitRatio,ratio,\d/);
    const run = JSON.parse(params.json);
    assert.equal(run.hash, await panel.hash());
    assert.deepEqual(run.x, { name: "operation", unit: "" });
    assert.ok(run.summary.hitRatio.value > 0.4);
  });

  it("shows numbers that cannot be used beside their field, over a run that can", async () => {
    const panel = await harness.open({ request: { engine: "cache", params: { capacity: 5_000_000 } } });
    const problem = panel.page.locator('[data-param="capacity"] .field-problem');
    await problem.waitFor();
    assert.match((await problem.textContent()) ?? "", /capacity must be a whole number from 1 to 100000/);
    assert.equal(await panel.page.locator("#param-capacity input").inputValue(), "5000000");
    assert.notEqual(await panel.hash(), "");
  });

  it("begins anew when what was kept is not usable", async () => {
    const panel = await harness.open();
    await panel.page.evaluate(() =>
      sessionStorage.setItem("state", '{"input":{"engine":"gone"},"events":-1}'),
    );
    await panel.page.reload();
    await panel.settled();
    assert.equal(await panel.page.locator("h1").textContent(), "Rate limiter");
    assert.deepEqual(panel.errors, []);
  });

  it("opens the glossary page of its term", async () => {
    const panel = await harness.open();
    await panel.button(/glossary/).click();
    assert.deepEqual((await panel.sent()).at(-1), { type: "openTerm", id: "rate-limiting" });
  });

  it("leaves nothing behind when another engine takes the page", async () => {
    const panel = await harness.open();
    const first = await panel.watches();
    assert.ok(first > 0, "plots follow the theme");
    for (const engine of ["cache", "consistent-hashing", "rate-limiter"]) {
      await panel.change(() => panel.request({ engine, seed: 5 }));
      assert.equal(await panel.watches(), first);
    }
    assert.deepEqual(panel.errors, []);
  });

  it("changes its plots' colours with the theme", async () => {
    const panel = await harness.open();
    const plot = panel.page.locator('[data-series="allowed"] canvas');
    const light = await plot.screenshot();
    await panel.setTheme("Dark Modern");
    await panel.page.locator("body.vscode-dark").waitFor();
    assert.notDeepEqual(await plot.screenshot(), light);
  });
});

declare const sessionStorage: { setItem(key: string, value: string): void };

type Request = Extract<PanelToHost, { type: "request" }>;

async function request<M extends Request["method"]>(
  panel: Panel,
  method: M,
): Promise<Extract<Request, { method: M }>> {
  await panel.page.waitForFunction(
    (wanted) => hostRecord.sent.some((message) => message.type === "request" && message.method === wanted),
    method,
  );
  const sent = (await panel.sent()).find(
    (message) => message.type === "request" && message.method === method,
  );
  return sent as Extract<Request, { method: M }>;
}

declare const hostRecord: { readonly sent: readonly PanelToHost[] };

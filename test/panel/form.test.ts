/** The form and what follows from it: parameters, presets, seed, comparison, sweep. */
import assert from "node:assert/strict";
import { PanelHarness } from "./harness.ts";

const harness = new PanelHarness();

describe("panel: parameters", function () {
  this.timeout(60_000);
  before(() => harness.start());
  after(() => harness.stop());
  afterEach(() => harness.closePages());

  it("changes the numbers when a parameter changes", async () => {
    const panel = await harness.open();
    const before = await panel.metric("allowed");
    await panel.change(() => panel.type("#param-rate", "2"));
    assert.notEqual(await panel.metric("allowed"), before);
    assert.equal(await panel.metric("offered"), "4\u202f496", "arrivals have a stream of their own");
  });

  it("names the parameter, its limits and its unit when a value is bad, and loses nothing", async () => {
    const panel = await harness.open();
    const before = await panel.hash();
    for (const text of ["-3", "abc", "1e9"]) {
      await panel.type("#param-rate", text);
      const problem = panel.page.locator('[data-param="rate"] .field-problem');
      await problem.waitFor();
      const message = (await problem.textContent()) ?? "";
      assert.match(message, /rate/);
      assert.match(message, /0\.01 to 100000 1\/s/);
      assert.equal(await panel.page.locator("#param-rate input").inputValue(), text);
      assert.equal(await panel.hash(), before);
    }
    await panel.type("#param-rate", "10");
    await panel.page.locator('[data-param="rate"] .field-problem').waitFor({ state: "hidden" });
    // The same run again, once it has come to its end.
    await panel.page.locator(`.trace[data-busy="false"][data-hash="${before}"]`).waitFor();
  });

  it("moves slider and text together", async () => {
    const panel = await harness.open();
    const slider = panel.page.locator('[data-param="rate"] .slider');
    await panel.change(async () => {
      await slider.focus();
      await panel.page.keyboard.press("End");
    });
    assert.equal(await panel.page.locator("#param-rate input").inputValue(), "100000");
    await panel.change(() => panel.type("#param-rate", "0.01"));
    assert.equal(await slider.inputValue(), "0");
  });

  it("fills the form from a preset", async () => {
    const panel = await harness.open({ request: { engine: "cache" } });
    const preset = panel.page.locator("#preset");
    await preset.click();
    await panel.change(() => panel.page.locator("#preset").getByRole("option").nth(1).click());
    assert.notEqual(await panel.page.locator("#param-capacity input").inputValue(), "");
    assert.deepEqual(panel.errors, []);
  });

  it("gives another run for another seed, and the same for the same", async () => {
    const panel = await harness.open();
    const one = await panel.hash();
    await panel.change(() => panel.type("#seed", "2"));
    assert.equal(await panel.change(() => panel.type("#seed", "1")), one);
    await panel.change(() => panel.button("Another seed").click());
    await panel.type("#seed", "1.5");
    const problem = panel.page.locator('[data-param="seed"] .field-problem');
    assert.match((await problem.textContent()) ?? "", /whole number/);
  });

  it("compares two settings over the same random numbers", async () => {
    const panel = await harness.open();
    await panel.change(() => panel.button(/^Compare/).click());
    const [a, b] = (await panel.hash()).split(" ");
    assert.equal(a, b, "both begin with the same setting");
    await panel.change(() => panel.type("#param-rate", "5"));
    const [sameA, otherB] = (await panel.hash()).split(" ");
    assert.equal(sameA, a);
    assert.notEqual(otherB, b);
    const cells = panel.page.locator('[data-metric="offered"] td');
    assert.deepEqual((await cells.allTextContents()).slice(0, 2), ["4\u202f496", "4\u202f496"]);
    assert.equal(await panel.page.locator(".scene").count(), 2);
    await panel.change(() => panel.button(/^Compare/).click());
    assert.equal(await panel.hash(), a);
  });

  it("sweeps a parameter and puts theory beside the measured means", async () => {
    const panel = await harness.open({ request: { engine: "consistent-hashing" } });
    await panel.tab("Sweep");
    await panel.type("#sweep-points", "4");
    await panel.type("#sweep-seeds", "3");
    await panel.page.locator("#sweep-start").click();
    await panel.page.getByText("4 points, 3 seeds at each value, from seed 1.").waitFor();
    assert.equal(await panel.page.locator(".sweep-results tbody tr").count(), 4);
    assert.equal(await panel.page.locator(".sweep-results canvas").count(), 1);
    assert.deepEqual(panel.errors, []);
  });

  it("names the limits of a sweep", async () => {
    const panel = await harness.open({ request: { engine: "consistent-hashing" } });
    await panel.tab("Sweep");
    await panel.type("#sweep-to", "5000");
    await panel.page.locator("#sweep-start").click();
    const problem = panel.page.locator(".sweep-form .field-problem");
    assert.match((await problem.textContent()) ?? "", /Virtual nodes must be from 1 to 1000/);
  });
});

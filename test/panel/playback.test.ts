/** Moving through a run in the built panel: buttons, keys, seeking, speed, actions. */
import assert from "node:assert/strict";
import { PanelHarness } from "./harness.ts";

const harness = new PanelHarness();

describe("panel: playback", function () {
  this.timeout(60_000);
  before(() => harness.start());
  after(() => harness.stop());
  afterEach(() => harness.closePages());

  it("loads without a violation of its policy and without a word in the console", async () => {
    const panel = await harness.open();
    assert.deepEqual(await panel.violations(), []);
    assert.deepEqual(panel.errors, []);
    assert.equal(await panel.page.locator("h1").textContent(), "Rate limiter");
  });

  it("shows a whole run at first", async () => {
    const panel = await harness.open({ request: { engine: "cache" } });
    assert.equal(await panel.now(), "100\u202f000");
    assert.equal(await panel.events(), 100_000);
  });

  it("steps forward and back, and ends where it was", async () => {
    const panel = await harness.open();
    await panel.change(() => panel.button(/^To the start/).click());
    assert.equal(await panel.events(), 0);
    const start = await panel.hash();
    const first = await panel.change(() => panel.button(/^Step \(/).click());
    assert.equal(await panel.events(), 1);
    await panel.change(() => panel.button(/^Step \(/).click());
    assert.equal(await panel.events(), 2);
    assert.equal(await panel.change(() => panel.button(/^Step back/).click()), first);
    assert.equal(await panel.change(() => panel.button(/^Step back/).click()), start);
    assert.ok(await panel.button(/^Step back/).isDisabled());
  });

  it("says what its buttons do, and with which key", async () => {
    const panel = await harness.open();
    const labels = await panel.page
      .locator(".transport .icon-button")
      .evaluateAll((buttons: { title: string; getAttribute(name: string): string }[]) =>
        buttons.map((button) => [button.getAttribute("aria-label"), button.title]),
      );
    const texts = [
      "To the start (Home)",
      "Step back (←): undo the latest event",
      "Play (Space)",
      "Step (→): let one event happen",
      "To the end (End)",
    ];
    assert.deepEqual(
      labels,
      texts.map((text) => [text, text]),
    );
  });

  it("shows a longer run whole when parameters ask for one", async () => {
    const panel = await harness.open();
    await panel.change(() => panel.type("#param-arrivalRate", "1"));
    assert.equal(await panel.now(), "2:00:00\u202fh");
    assert.equal(
      await panel.page.locator("#speed").evaluate((select: { value: string }) => select.value),
      "1000000",
    );
    await panel.change(() => panel.type("#param-arrivalRate", "15"));
    assert.equal(await panel.now(), "300.00\u202fs");
  });

  it("plays, pauses where it is, and plays on", async () => {
    const panel = await harness.open();
    const whole = await panel.hash();
    await panel.change(() => panel.button(/^To the start/).click());
    await panel.change(() => panel.button(/^Play/).click());
    await panel.button(/^Pause \(/).click();
    await panel.button(/^Play/).waitFor();
    const paused = await panel.events();
    assert.ok(paused > 0, "nothing happened while it played");
    const later = await panel.change(() => panel.button(/^To the end/).click());
    assert.equal(later, whole, "a run that was paused ends as one that was not");
  });

  it("plays from the start again when it stands at the end", async () => {
    const panel = await harness.open();
    const whole = await panel.events();
    await panel.change(() => panel.button(/^Play/).click());
    assert.ok((await panel.events()) < whole);
  });

  it("seeks back and forth to the same trace", async () => {
    const panel = await harness.open({ request: { engine: "consistent-hashing" } });
    const seek = (share: number) =>
      panel.change(() =>
        panel.page
          .locator(".seek")
          .evaluate((slider: { value: string; dispatchEvent(event: Event): void }, at) => {
            slider.value = String(at * 10_000);
            slider.dispatchEvent(new Event("input"));
          }, share),
      );
    const half = await seek(0.5);
    assert.equal(await panel.now(), "150");
    await seek(0.9);
    assert.equal(await seek(0.5), half);
  });

  it("obeys the keyboard, but not while a field has it", async () => {
    const panel = await harness.open();
    const { keyboard } = panel.page;
    await panel.change(() => keyboard.press("Home"));
    assert.equal(await panel.events(), 0);
    await panel.change(() => keyboard.press("ArrowRight"));
    assert.equal(await panel.events(), 1);
    await panel.change(() => keyboard.press("ArrowLeft"));
    assert.equal(await panel.events(), 0);
    await panel.change(() => keyboard.press("Space"));
    await panel.button(/^Pause \(/).waitFor();
    await keyboard.press("Space");
    await panel.button(/^Play/).waitFor();
    const before = await panel.hash();
    await panel.page.locator("#seed input").focus();
    await keyboard.press("ArrowLeft");
    await keyboard.press("Home");
    assert.equal(await panel.hash(), before);
  });

  it("takes an action at the end, makes the run longer to show it, and can take it back", async () => {
    const panel = await harness.open();
    const before = await panel.hash();
    await panel.change(() => panel.page.locator('[data-action="burst"]').click());
    assert.equal(await panel.now(), "375.00\u202fs");
    assert.match((await panel.page.locator(".taken li").textContent()) ?? "", /Burst 50/);
    await panel.change(() => panel.button(/^Remove/).click());
    assert.equal(await panel.page.locator(".taken li").count(), 0);
    assert.notEqual(await panel.hash(), before, "the run stays as long as it has become");
  });

  it("refuses an action's argument beyond its limits, naming them", async () => {
    const panel = await harness.open();
    const before = await panel.hash();
    await panel.page.locator(".action-argument input").first().fill("0");
    await panel.page.locator('[data-action="burst"]').click();
    const message = panel.page.locator(".actions .field-problem:visible");
    assert.match(
      (await message.textContent()) ?? "",
      /Requests must be a whole number from 1 to 10\u202f000/,
    );
    assert.equal(await panel.hash(), before);
  });

  it("writes the events in words", async () => {
    const panel = await harness.open();
    await panel.tab("Events");
    await panel.page.locator(".log-line").first().waitFor();
    assert.equal(await panel.page.locator(".log-line").count(), 200);
  });
});

/** The renderers of scenes: made-up ones with long names and full pictures, and those of every engine and preset. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { engines } from "../../client/engines/index.gen.ts";
import { createRun } from "../../client/engines/kernel/run.ts";
import { runLength } from "../../client/engines/kernel/runLength.ts";
import type { Scene } from "../../client/engines/kernel/scene.ts";
import { root } from "./build.ts";
import { PanelHarness } from "./harness.ts";
import { overlappingLabels } from "./overlappingLabels.ts";
import { everyKind, scenes } from "./scenes.ts";

declare const showScene: (scene: Scene) => void;

/** Far enough into a run for its scene to be full. */
const sceneEvents = 20_000;
const folder = join(root, "test/screenshots/panel");
const harness = new PanelHarness();

describe("panel: scenes", function () {
  this.timeout(60_000);
  before(async () => {
    mkdirSync(folder, { recursive: true });
    await harness.start();
  });
  after(() => harness.stop());
  afterEach(() => harness.closePages());

  for (const width of [320, 700]) {
    for (const [name, scene] of Object.entries(scenes)) {
      it(`${name} at ${width} px: no text lies on another or sticks out`, async () => {
        const page = await harness.gallery(width);
        await page.evaluate((data) => showScene(data), scene);
        await page.locator(".scene-body > *").waitFor();
        assert.deepEqual(await page.evaluate(overlappingLabels), []);
      });
    }

    it(`every kind at ${width} px, for people to look at`, async () => {
      const page = await harness.gallery(width);
      await page.evaluate((data) => showScene(data), everyKind);
      await page.locator(".scene-body > *").last().waitFor();
      assert.equal(await page.locator(".scene-card").count(), everyKind.parts.length);
      await page.screenshot({ path: join(folder, `scenes-${width}.png`), fullPage: true });
    });
  }

  it("draws what an engine says as text, never as markup", async () => {
    const page = await harness.gallery(700);
    const label = "<img src=x onerror=alert(1)>";
    const scene: Scene = {
      parts: [{ kind: "cells", title: label, cells: [{ label, tone: "good" }] }],
      text: "",
    };
    await page.evaluate((data) => showScene(data), scene);
    assert.equal(await page.locator("img").count(), 0);
    assert.equal(await page.locator(".cell-label").textContent(), label);
  });
});

describe("panel: scenes of every preset", function () {
  this.timeout(60_000);
  let page: Page;
  before(async () => {
    await harness.start();
    // The narrowest panel: where it is wider, there is more room.
    page = await harness.gallery(320);
  });
  after(async () => {
    await harness.closePages();
    await harness.stop();
  });

  for (const engine of engines) {
    it(`${engine.id}: no text lies on another or sticks out`, async () => {
      for (const [name, { params }] of [
        ["defaults", { params: {} }] as const,
        ...Object.entries(engine.presets),
      ]) {
        const run = createRun(engine, { engine: engine.id, params, seed: 1, actions: [] });
        run.advance(runLength(engine, params) / 2, sceneEvents);
        await page.evaluate((data) => showScene(data), run.scene());
        await page.locator(".scene-body > *").first().waitFor();
        assert.deepEqual(await page.evaluate(overlappingLabels), [], name);
      }
    });
  }
});

/**
 * Every engine, wide and at 320 px, for people to look at (`test/screenshots/panel/`, not in git): in one theme each, which
 * take turns, and in all of them with `npm run test:long`. What a program can see is asserted: nothing sticks out of a narrow
 * panel, no text lies on another in a drawing.
 */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../../client/engines/index.gen.ts";
import { root } from "./build.ts";
import { PanelHarness } from "./harness.ts";
import { overlappingLabels } from "./overlappingLabels.ts";
import { themeNames } from "./themes.ts";

declare const document: {
  readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number };
};

const folder = join(root, "test/screenshots/panel");
const harness = new PanelHarness();
const isLong = process.env.DESIGNWISE_LONG !== undefined;

describe("panel: screenshots", function () {
  this.timeout(120_000);
  before(async () => {
    mkdirSync(folder, { recursive: true });
    await harness.start();
  });
  after(() => harness.stop());
  afterEach(() => harness.closePages());

  for (const [index, { id }] of engines.entries()) {
    for (const [turn, width] of [1100, 320].entries()) {
      const themes = isLong
        ? themeNames
        : themeNames.filter((_, at) => at === (index + turn) % themeNames.length);
      it(`${id} at ${width} px in ${themes.join(", ")}`, async () => {
        const panel = await harness.open({ request: { engine: id }, width });
        for (const theme of themes) {
          await panel.setTheme(theme);
          const name = `${id}-${width}-${theme.toLowerCase().replaceAll(" ", "-")}.png`;
          await panel.page.screenshot({ path: join(folder, name), fullPage: true });
        }
        const { scrollWidth, clientWidth } = await panel.page.evaluate(() => ({
          scrollWidth: document.documentElement.scrollWidth,
          clientWidth: document.documentElement.clientWidth,
        }));
        assert.ok(scrollWidth <= clientWidth, `the page is ${scrollWidth} px wide in ${clientWidth}`);
        assert.deepEqual(await panel.page.evaluate(overlappingLabels), []);
        assert.deepEqual(panel.errors, []);
      });
    }
  }
});

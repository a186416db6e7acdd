/** Colours that tell owners apart do so in every theme: measured in the browser, as the style sheet mixes them. */
import assert from "node:assert/strict";
import { SERIES_TONES, seriesTone } from "../../client/engines/kernel/scene.ts";
import { PanelHarness } from "./harness.ts";
import { themeNames } from "./themes.ts";

/** In OKLab; two colours side by side can be told apart from about 0.02 on, scattered ones need more. */
const leastDistance = 0.1;
const harness = new PanelHarness();

interface Swatch {
  className: string;
  readonly style: { background: string };
  remove(): void;
}
declare const document: { body: { append(child: Swatch): void }; createElement(tag: string): Swatch };
declare function getComputedStyle(element: Swatch): { readonly backgroundColor: string };

/** Runs in the page: lightness, a and b of each tone. The browser does the conversion too. */
function labsOf(tones: readonly string[]): number[][] {
  return tones.map((tone) => {
    const swatch = document.createElement("span");
    swatch.className = `tone-${tone}`;
    swatch.style.background = "color-mix(in oklab, var(--tone), var(--tone))";
    document.body.append(swatch);
    const text = getComputedStyle(swatch).backgroundColor;
    swatch.remove();
    return [...text.matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
  });
}

describe("panel: tones", function () {
  this.timeout(60_000);
  before(() => harness.start());
  after(() => harness.stop());
  afterEach(() => harness.closePages());

  for (const theme of themeNames) {
    it(`${SERIES_TONES} owners have colours of their own in ${theme}`, async () => {
      const page = await harness.gallery(320, theme);
      const tones = Array.from({ length: SERIES_TONES }, (_, owner) => seriesTone(owner));
      const labs = await page.evaluate(labsOf, tones);
      labs.forEach((lab, i) => {
        assert.equal(lab.length, 3, `${tones[i]}: ${lab}`);
        for (let j = 0; j < i; j++) {
          const distance = Math.hypot(...lab.map((value, axis) => value - labs[j]![axis]!));
          assert.ok(distance >= leastDistance, `${tones[j]} and ${tones[i]} are ${distance} apart`);
        }
      });
    });
  }

  it("repeats them with stripes beyond, in the ring as in its legend", async () => {
    const page = await harness.gallery(700);
    const owners = Array.from({ length: 23 }, (_, owner) => ({
      label: `n${owner}`,
      tone: seriesTone(owner),
      share: 1 / 23,
    }));
    const points = owners.map((_, owner) => ({ at: owner / 23, owner }));
    await page.evaluate((part) => showScene({ parts: [part], text: "" }), {
      kind: "ring" as const,
      title: "Ring",
      points,
      keys: [],
      owners,
    });
    assert.equal(await page.locator(".legend .striped").count(), 13);
    const fills = await page
      .locator("path[fill]")
      .evaluateAll((paths: { getAttribute(name: string): string }[]) =>
        paths.map((path) => path.getAttribute("fill")),
      );
    assert.equal(fills.length, 13);
    assert.deepEqual(new Set(fills).size, 2, "ten of one angle, three of another");
    for (const fill of new Set(fills)) assert.equal(await page.locator(fill.slice(4, -1)).count(), 1);
  });
});

declare const showScene: (scene: unknown) => void;

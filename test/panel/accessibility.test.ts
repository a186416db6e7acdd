/** The panel without a mouse, without sight, without motion. */
import assert from "node:assert/strict";
import { engines } from "../../client/engines/index.gen.ts";
import { PanelHarness } from "./harness.ts";

declare const document: {
  querySelectorAll(selector: string): Iterable<{
    readonly outerHTML: string;
    getAttribute(name: string): string | null;
    readonly textContent: string | null;
  }>;
};

const harness = new PanelHarness();

describe("panel: accessibility", function () {
  this.timeout(60_000);
  before(() => harness.start());
  after(() => harness.stop());
  afterEach(() => harness.closePages());

  for (const { id } of engines) {
    it(`${id}: says the picture in words, in a region that is read out`, async () => {
      const panel = await harness.open({ request: { engine: id } });
      const region = panel.page.locator("#announcer");
      await panel.page.waitForFunction(
        () => [...document.querySelectorAll("#announcer")][0]?.textContent !== "",
      );
      const text = (await region.textContent()) ?? "";
      assert.equal(await region.getAttribute("aria-live"), "polite");
      assert.ok(text.length > 20, text);
      await panel.change(() => panel.button(/^To the start/).click());
      await panel.page.waitForFunction(
        (old) => [...document.querySelectorAll("#announcer")][0]?.textContent !== old,
        text,
      );
    });

    it(`${id}: every button and every picture has a name`, async () => {
      const panel = await harness.open({ request: { engine: id } });
      const nameless = await panel.page.evaluate(() =>
        [...document.querySelectorAll("button, [role=img], input")]
          .filter((element) => !(element.getAttribute("aria-label") || element.textContent?.trim()))
          .map((element) => element.outerHTML.slice(0, 120)),
      );
      assert.deepEqual(nameless, []);
    });
  }

  it("changes the picture in slow steps when motion is to be reduced", async () => {
    const framesIn = async (reducedMotion: boolean) => {
      const panel = await harness.open({ reducedMotion });
      await panel.change(() => panel.button(/^To the start/).click());
      await panel.button(/^Play/).click();
      await panel.button(/^Pause \(/).waitFor();
      return panel.page.evaluate(countChanges);
    };
    assert.ok((await framesIn(true)) <= 4);
    assert.ok((await framesIn(false)) > 8);
  });
});

/** How often the clock on the page changed within a second. */
function countChanges(): Promise<number> {
  return new Promise((resolve) => {
    let changes = 0;
    const observer = new MutationObserver(() => changes++);
    observer.observe([...document.querySelectorAll(".clock .now")][0], {
      childList: true,
      characterData: true,
      subtree: true,
    });
    setTimeout(() => {
      observer.disconnect();
      resolve(changes);
    }, 1000);
  });
}

declare const MutationObserver: new (
  callback: () => void,
) => { observe(target: unknown, options: object): void; disconnect(): void };

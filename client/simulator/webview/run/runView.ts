/** The tab of the run: what acts on it, its picture, its numbers, its curves. */
import type { Engine } from "../../../engines/kernel/engine.ts";
import { html } from "../dom.ts";
import { createSeriesPlots } from "../plots/seriesPlots.ts";
import { createSceneView, isWide, type SceneView } from "../scene/drawScene.ts";
import { sideName } from "../sideName.ts";
import type { Frame } from "../workerProtocol.ts";
import { createMetricsTable } from "./metricsTable.ts";

export interface RunView {
  readonly element: HTMLElement;
  update(frame: Frame): void;
  dispose(): void;
}

export function createRunView(engine: Engine): RunView {
  const scenes = html("div", { class: "scenes" });
  const metrics = createMetricsTable(engine);
  const plots = createSeriesPlots(engine);
  let views: SceneView[] = [];
  return {
    element: html("div", { class: "run" }, scenes, metrics.element, plots.element),
    update(frame) {
      if (views.length !== frame.sides.length) {
        views = frame.sides.map((_, index) => createSceneView(frame.sides.length > 1 ? sideName(index) : ""));
        scenes.replaceChildren(...views.map((view) => view.element));
        scenes.classList.toggle("compared", views.length > 1);
      }
      frame.sides.forEach((side, index) => {
        views[index]?.update(side.scene);
      });
      // Without a gap at the end: the cards of one column fill the rows in pairs.
      const cards = frame.sides[0]?.scene.parts.filter((part) => !isWide(part)).length ?? 0;
      const odd = (cards + 1 + Object.keys(engine.series).length) % 2 === 1;
      metrics.element.classList.toggle("wide", views.length > 1 || odd);
      metrics.update(frame);
      plots.update(frame);
    },
    dispose: () => plots.dispose(),
  };
}

/**
 * Draws what an engine returned as its scene: one card a part, one renderer a kind. Renderers are functions from data and
 * a width in pixels to elements, so that text keeps its size in a narrow panel and the picture gives way instead.
 */
import type { Scene, ScenePart } from "../../../engines/kernel/scene.ts";
import { html, setText } from "../dom.ts";
import { drawBars } from "./bars.ts";
import { drawCells } from "./cells.ts";
import { drawCurves } from "./curves.ts";
import { drawGraph } from "./graph.ts";
import { drawPlane } from "./plane.ts";
import { drawRing } from "./ring.ts";
import { drawSequence } from "./sequence.ts";
import { drawTable } from "./table.ts";
import { drawTimeline } from "./timeline.ts";
import { drawTree } from "./tree.ts";

export interface SceneView {
  readonly element: HTMLElement;
  update(scene: Scene): void;
}

interface Card {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly body: HTMLElement;
  drawn: string;
}

/** `name`: "A" or "B" in a comparison, else empty. */
export function createSceneView(name: string): SceneView {
  const grid = html("div", { class: "scene-parts" });
  const element = html(
    "section",
    { class: "scene", "aria-label": name === "" ? "Scene" : `Scene ${name}` },
    name === "" ? undefined : html("h2", { class: `side-title side-${name.toLowerCase()}` }, name),
    grid,
  );
  let cards: Card[] = [];
  let scene: Scene = { parts: [], text: "" };
  const draw = () => {
    if (cards.length !== scene.parts.length) {
      cards = scene.parts.map(createCard);
      grid.replaceChildren(...cards.map((card) => card.element));
    }
    scene.parts.forEach((part, index) => {
      const card = cards[index];
      if (card !== undefined) drawCard(card, part);
    });
  };
  new ResizeObserver(draw).observe(grid);
  return {
    element,
    update(next) {
      scene = next;
      draw();
    },
  };
}

function createCard(part: ScenePart): Card {
  const title = html("h3");
  const body = html("div", { class: `scene-body scene-${part.kind}` });
  return {
    element: html("div", { class: "card scene-card", "data-kind": part.kind }, title, body),
    title,
    body,
    drawn: "",
  };
}

/** Draws again only what changed: most parts of most frames did not. */
function drawCard(card: Card, part: ScenePart): void {
  const width = Math.floor(card.body.clientWidth);
  if (width === 0) return;
  const key = `${width} ${JSON.stringify(part)}`;
  if (key === card.drawn) return;
  card.drawn = key;
  card.element.dataset.kind = part.kind;
  card.body.className = `scene-body scene-${part.kind}`;
  card.element.classList.toggle("wide", isWide(part));
  setText(card.title, part.title);
  card.body.replaceChildren(drawPart(part, width));
}

const wideKinds: ReadonlySet<ScenePart["kind"]> = new Set(["graph", "sequence", "tree", "timeline"]);

/** Parts that want the whole width where the panel has two columns. */
export function isWide(part: ScenePart): boolean {
  if (part.kind === "cells") return part.cells.length >= 32;
  if (part.kind === "table") return part.columns.length >= 5;
  return wideKinds.has(part.kind);
}

function drawPart(part: ScenePart, width: number): Element {
  switch (part.kind) {
    case "graph":
      return drawGraph(part, width);
    case "ring":
      return drawRing(part, width);
    case "cells":
      return drawCells(part, width);
    case "bars":
      return drawBars(part);
    case "table":
      return drawTable(part);
    case "tree":
      return drawTree(part, width);
    case "sequence":
      return drawSequence(part, width);
    case "curves":
      return drawCurves(part, width);
    case "plane":
      return drawPlane(part, width);
    case "timeline":
      return drawTimeline(part, width);
  }
}

/** The parts of a scene by kind, as the renderers take them. */
import type { ScenePart } from "../../../engines/kernel/scene.ts";

export type PartOf<K extends ScenePart["kind"]> = Extract<ScenePart, { kind: K }>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

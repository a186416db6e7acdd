/** Where labels of a drawing may still go: one that would lie on another says less than none, and its tooltip says it. */
import { textWidth } from "./label.ts";
import type { Point } from "./parts.ts";

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Above and below the base line of a small label. */
const ascent = 10;
const descent = 4;

export class LabelRoom {
  readonly #taken: Box[] = [];
  readonly #width: number;

  /** Of the drawing, px. */
  constructor(width: number) {
    this.#width = width;
  }

  /** What is drawn in any case, by its centre. */
  take(centre: Point, width: number, height: number): void {
    this.#taken.push({
      left: centre.x - width / 2,
      right: centre.x + width / 2,
      top: centre.y - height / 2,
      bottom: centre.y + height / 2,
    });
  }

  /** Takes the place of a label with its anchor at `at` when it is free; false when it is not. */
  claim(text: string, at: Point, width: number, anchor: "start" | "middle" | "end"): boolean {
    const own = Math.min(textWidth(text), width);
    const left = anchor === "start" ? at.x : anchor === "end" ? at.x - own : at.x - own / 2;
    const box = { left, right: left + own, top: at.y - ascent, bottom: at.y + descent };
    if (box.left < 0 || box.right > this.#width) return false;
    if (this.#taken.some((other) => overlap(box, other))) return false;
    this.#taken.push(box);
    return true;
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

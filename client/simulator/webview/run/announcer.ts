/**
 * The picture in words for a screen reader. A region that changed with every frame would never let the reader finish a
 * sentence: the text is spoken when playback rests, and every few seconds while it runs.
 */
import { html, setText } from "../dom.ts";
import { sideName } from "../sideName.ts";
import type { Frame } from "../workerProtocol.ts";

const playingGapMs = 5000;
const restingGapMs = 400;

export interface Announcer {
  readonly element: HTMLElement;
  update(frame: Frame): void;
  dispose(): void;
}

export function createAnnouncer(): Announcer {
  const element = html("div", {
    class: "sr-only",
    "aria-live": "polite",
    "aria-atomic": "true",
    id: "announcer",
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let spokenMs = Number.NEGATIVE_INFINITY;
  let text = "";
  const speak = () => {
    timer = undefined;
    spokenMs = performance.now();
    setText(element, text);
  };
  return {
    element,
    update({ sides, playing, busy }) {
      if (busy) return;
      text =
        sides.length > 1
          ? sides.map((side, index) => `${sideName(index)}: ${side.scene.text}`).join(" ")
          : (sides[0]?.scene.text ?? "");
      if (timer !== undefined && playing) return;
      clearTimeout(timer);
      const dueMs = spokenMs + (playing ? playingGapMs : restingGapMs);
      timer = setTimeout(speak, Math.max(dueMs - performance.now(), restingGapMs));
    },
    dispose: () => clearTimeout(timer),
  };
}

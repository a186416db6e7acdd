/** A bar on the error stream of a terminal, gone when the work is done; elsewhere nothing is written. */
import type { World } from "./command.ts";

const width = 30;

export interface ProgressBar {
  /** One more of them is done. */
  advance(): void;
  clear(): void;
}

export function progressBar(
  { terminal, error }: Pick<World, "terminal" | "error">,
  total: number,
): ProgressBar {
  let done = 0;
  let shown = -1;
  return {
    advance() {
      done++;
      const percent = Math.floor((100 * done) / total);
      if (!terminal || percent === shown) return;
      shown = percent;
      const filled = Math.round((width * done) / total);
      error(`\r${"█".repeat(filled)}${"░".repeat(width - filled)} ${percent} %, run ${done} of ${total}`);
    },
    clear() {
      if (terminal && shown >= 0) error("\r\x1b[K");
    },
  };
}

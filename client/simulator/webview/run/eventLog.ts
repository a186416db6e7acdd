/** The latest events in words. Kept at the newest line unless the reader has scrolled away. */
import type { Engine } from "../../../engines/kernel/engine.ts";
import { html } from "../dom.ts";
import { formatX, grouped } from "../format.ts";
import { sideName } from "../sideName.ts";
import type { Frame, Side } from "../workerProtocol.ts";

export interface EventLog {
  readonly element: HTMLElement;
  update(frame: Frame): void;
}

export function createEventLog(engine: Engine): EventLog {
  const element = html("div", { class: "logs" });
  let logs: HTMLElement[] = [];
  return {
    element,
    update({ sides }) {
      if (logs.length !== sides.length) {
        logs = sides.map((_, index) =>
          html("div", {
            class: "log",
            role: "log",
            tabindex: 0,
            "aria-live": "off",
            "aria-label": `Events ${sideName(index)}`,
          }),
        );
        element.replaceChildren(...logs);
      }
      sides.forEach((side, index) => {
        fillLog(logs[index], side, engine);
      });
    },
  };
}

function fillLog(log: HTMLElement | undefined, side: Side, engine: Engine): void {
  if (log === undefined) return;
  const last = side.log.at(-1)?.event ?? 0;
  const key = `${side.hash}:${last}`;
  if (log.dataset.shown === key && log.childElementCount > 0) return;
  log.dataset.shown = key;
  if (side.log.length === 0) {
    log.replaceChildren(html("p", { class: "empty" }, "No events yet. Press play, or step."));
    return;
  }
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
  log.replaceChildren(
    ...side.log.map(({ event, x, text }) =>
      html(
        "div",
        { class: "log-line" },
        html("span", { class: "log-event" }, grouped(event)),
        html("span", { class: "log-x" }, formatX(x, engine.kind)),
        html("span", { class: "log-text" }, text),
      ),
    ),
  );
  if (atEnd) log.scrollTop = log.scrollHeight;
}

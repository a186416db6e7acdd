/** Title, what is simulated, and what can be done with the run as a whole. */
import type { Engine } from "../../../engines/kernel/engine.ts";
import { html, iconButton } from "../dom.ts";

export interface HeaderCommands {
  readonly compare: () => void;
  readonly openTerm: () => void;
  readonly copyLink: () => void;
  readonly exportRun: () => void;
}

export interface Header {
  readonly element: HTMLElement;
  setCompared(compared: boolean): void;
}

export function createHeader(engine: Engine, commands: HeaderCommands): Header {
  const compare = iconButton({
    icon: "split-horizontal",
    label: "Compare two settings, A and B, over the same random numbers",
    class: "compare",
    onClick: commands.compare,
  });
  const buttons = html(
    "div",
    { class: "buttons", role: "toolbar", "aria-label": "Run" },
    compare,
    iconButton({ icon: "book", label: "Read about it in the glossary", onClick: commands.openTerm }),
    iconButton({ icon: "link", label: "Copy link to this run", onClick: commands.copyLink }),
    iconButton({ icon: "export", label: "Export as CSV or JSON", onClick: commands.exportRun }),
  );
  const summary = html(
    "p",
    { class: "summary" },
    engine.summary,
    " ",
    html(
      "details",
      { class: "leaves-out" },
      html("summary", {}, "What it leaves out"),
      html("span", {}, engine.leavesOut),
    ),
  );
  return {
    element: html(
      "header",
      { class: "header" },
      html("div", { class: "title-row" }, html("h1", {}, engine.title), buttons),
      summary,
    ),
    setCompared(compared) {
      compare.setAttribute("aria-pressed", String(compared));
    },
  };
}

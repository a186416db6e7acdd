/** The page of one engine, put together: form at the side, playback on top, tabs below. Wide or narrow is CSS's business. */
import type { Engine } from "../../engines/kernel/engine.ts";
import type { RunInput } from "../../engines/kernel/runTypes.ts";
import type { Tab } from "../protocol.ts";
import { html, setText } from "./dom.ts";
import { createParamForm, type ParamForm } from "./form/paramForm.ts";
import { createSideSwitch } from "./form/sideSwitch.ts";
import { grouped } from "./format.ts";
import { createActionsBar } from "./run/actionsBar.ts";
import { createAnnouncer } from "./run/announcer.ts";
import { createEventLog } from "./run/eventLog.ts";
import { createHeader, type HeaderCommands } from "./run/header.ts";
import { createRunView } from "./run/runView.ts";
import { createTabs, type Tabs } from "./run/tabs.ts";
import { createTransport, type Transport, type TransportCommands } from "./run/transport.ts";
import { sideName } from "./sideName.ts";
import { createSweepView, type StartSweep } from "./sweep/sweepView.ts";
import type { Frame } from "./workerProtocol.ts";

/** Content width in px from which form and run stand side by side; the style sheet has the same. */
const wideFrom = 700;

export interface LayoutCommands extends TransportCommands, HeaderCommands {
  readonly params: (params: Record<string, unknown>) => void;
  readonly preset: (preset: string | undefined) => void;
  readonly seed: (seed: number) => void;
  readonly side: (side: number) => void;
  readonly act: (action: string, argument: number) => void;
  readonly removeAction: (index: number) => void;
  readonly tab: (tab: Tab) => void;
  readonly startSweep: StartSweep;
  readonly input: () => RunInput;
}

export interface Layout {
  readonly element: HTMLElement;
  readonly form: ParamForm;
  readonly transport: Transport;
  readonly tabs: Tabs;
  update(frame: Frame, tab: Tab): void;
  /** Shows which side the form edits, or that there is only one. */
  showSides(compared: boolean, side: number): void;
  /** Says that the simulation failed; nothing to say clears it. */
  fail(message: string | undefined): void;
  /** Ends what would outlive the page's elements: watches, plots, a sweep, a sentence yet to be spoken. */
  dispose(): void;
}

export function createLayout(engine: Engine, commands: LayoutCommands): Layout {
  const header = createHeader(engine, commands);
  const form = createParamForm({
    engine,
    onParams: commands.params,
    onSeed: commands.seed,
    onPreset: commands.preset,
  });
  const sides = createSideSwitch(commands.side);
  const transport = createTransport(engine, commands);
  const actions = createActionsBar({ engine, onAct: commands.act, onRemove: commands.removeAction });
  const run = createRunView(engine);
  const log = createEventLog(engine);
  const sweep = createSweepView(engine, commands.startSweep, commands.input);
  const tabs = createTabs({ run: run.element, sweep: sweep.element, log: log.element }, commands.tab);
  const announcer = createAnnouncer();
  const banner = html("p", { class: "banner", role: "alert", hidden: true });
  const trace = html("footer", { class: "trace" });
  if (engine.kind === "model") transport.element.hidden = true;
  const element = html(
    "main",
    { class: "simulator", "data-engine": engine.id },
    header.element,
    html(
      "div",
      { class: "columns" },
      html(
        "details",
        { class: "side", open: true },
        html(
          "summary",
          {},
          html("span", { class: "codicon codicon-chevron-right", "aria-hidden": "true" }),
          "Parameters",
        ),
        sides.element,
        form.element,
      ),
      html("div", { class: "main" }, banner, transport.element, actions.element, tabs.element, trace),
    ),
    announcer.element,
  );
  keepOpenWhenWide(element);
  const fail = (message: string | undefined) => {
    banner.hidden = message === undefined;
    setText(banner, message ?? "");
  };
  return {
    element,
    form,
    transport,
    tabs,
    fail,
    update(frame, tab) {
      transport.update(frame);
      actions.update(frame.sides[0]?.actions ?? []);
      if (tab === "run") run.update(frame);
      if (tab === "log") log.update(frame);
      announcer.update(frame);
      setText(trace, traceText(frame));
      trace.dataset.hash = frame.sides.map(({ hash }) => hash).join(" ");
      trace.dataset.busy = String(frame.busy);
      const broken = frame.sides.find((side) => side.broken !== undefined)?.broken;
      if (broken !== undefined)
        fail(`The simulation broke its own rule, which is a fault of Designwise: ${broken}`);
    },
    showSides(compared, side) {
      header.setCompared(compared);
      sides.show(compared, side);
      element.classList.toggle("compared", compared);
    },
    dispose() {
      run.dispose();
      sweep.dispose();
      announcer.dispose();
    },
  };
}

/** The form stands beside the run where there is room; in a narrow panel it folds away, or it would hide the run. */
function keepOpenWhenWide(element: HTMLElement): void {
  const side = element.querySelector("details.side");
  if (!(side instanceof HTMLDetailsElement)) return;
  let wide: boolean | undefined;
  new ResizeObserver(([entry]) => {
    const nowWide = (entry?.contentRect.width ?? 0) >= wideFrom;
    if (nowWide !== wide) side.open = nowWide;
    wide = nowWide;
  }).observe(element);
  side.addEventListener("toggle", () => {
    if (wide) side.open = true;
  });
}

function traceText(frame: Frame): string {
  const parts = frame.sides.map(({ events, hash }, index) => {
    const name = frame.sides.length > 1 ? `${sideName(index)}: ` : "";
    return `${name}${grouped(events)} events, trace ${hash}`;
  });
  return parts.join(" · ");
}

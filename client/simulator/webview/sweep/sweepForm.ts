/** What to sweep: the parameter, its range, how many points and seeds. */
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { Engine, NumberParam, ParamSpec } from "../../../engines/kernel/engine.ts";
import { sweepValues } from "../../../engines/kernel/sweep.ts";
import { html, setText } from "../dom.ts";
import { parseNumber } from "../form/numberField.ts";
import { select } from "../form/select.ts";
import { rangeProblem } from "./sweepRange.ts";

export interface SweepChoice {
  readonly param: string;
  readonly spec: NumberParam;
  readonly values: readonly number[];
  readonly seeds: number;
}

export interface SweepForm {
  readonly element: HTMLElement;
  setRunning(running: boolean): void;
}

export function numberParams(engine: Engine): readonly (readonly [string, NumberParam])[] {
  return (Object.entries(engine.params) as [string, ParamSpec][]).filter(
    (entry): entry is [string, NumberParam] => entry[1].kind === "number",
  );
}

export function createSweepForm(
  engine: Engine,
  onStart: (choice: SweepChoice) => void,
  onStop: () => void,
): SweepForm {
  const params = numberParams(engine);
  const from = field("From");
  const to = field("To");
  const steps = field("Points");
  const seeds = field("Seeds");
  seeds.text.value = "5";
  let name = engine.sweep?.param ?? params[0]?.[0] ?? "";
  const offer = (param: string) => {
    name = param;
    const spec = engine.params[param] as NumberParam;
    const known = engine.sweep?.param === param ? engine.sweep : undefined;
    from.text.value = String(known?.from ?? spec.min);
    to.text.value = String(known?.to ?? spec.max);
    steps.text.value = String(known?.steps ?? 12);
  };
  const param = select({
    id: "sweep-param",
    label: "Parameter to sweep",
    options: params.map(([id, { label }]) => ({ value: id, label })),
    onChange: offer,
  });
  param.value = name;
  offer(name);
  const problem = html("p", { class: "field-problem", role: "alert", hidden: true });
  let running = false;
  const start = () => {
    if (running) return onStop();
    const spec = engine.params[name] as NumberParam;
    const range = {
      from: parseNumber(from.text.value),
      to: parseNumber(to.text.value),
      steps: parseNumber(steps.text.value),
    };
    const message = rangeProblem(range, parseNumber(seeds.text.value), spec);
    problem.hidden = message === undefined;
    setText(problem, message ?? "");
    if (message !== undefined) return;
    onStart({
      param: name,
      spec,
      values: sweepValues(spec, range.from, range.to, range.steps),
      seeds: parseNumber(seeds.text.value),
    });
  };
  const button = html("vscode-button", { id: "sweep-start", on: { click: start } }, "Run sweep");
  return {
    element: html(
      "div",
      { class: "sweep-form" },
      html(
        "div",
        { class: "sweep-fields" },
        labelled("Parameter", param, "wide"),
        from.element,
        to.element,
        steps.element,
        seeds.element,
        button,
      ),
      problem,
    ),
    setRunning(now) {
      running = now;
      button.secondary = now;
      setText(button, now ? "Stop" : "Run sweep");
    },
  };
}

function field(name: string) {
  const text = html("vscode-textfield", { id: `sweep-${name.toLowerCase()}` });
  text.label = name;
  return { text, element: labelled(name, text) };
}

function labelled(name: string, control: HTMLElement, size = ""): HTMLElement {
  return html(
    "div",
    { class: `sweep-field ${size}` },
    html("span", { class: "field-label", "aria-hidden": "true" }, name),
    control,
  );
}

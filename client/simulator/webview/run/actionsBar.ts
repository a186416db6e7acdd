/** Faults and interventions: a button each, a field where one takes a number, and the list of those already taken. */
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import type { ActionSpec, Engine, NumberParam } from "../../../engines/kernel/engine.ts";
import type { BoundAction } from "../../../engines/kernel/runTypes.ts";
import { html, iconButton, setText } from "../dom.ts";
import { parseNumber } from "../form/numberField.ts";
import { formatExact, grouped, unitText } from "../format.ts";

export interface ActionsBar {
  readonly element: HTMLElement;
  update(taken: readonly BoundAction[]): void;
}

export interface ActionsBarOptions {
  readonly engine: Engine;
  readonly onAct: (action: string, argument: number) => void;
  readonly onRemove: (index: number) => void;
}

export function createActionsBar({ engine, onAct, onRemove }: ActionsBarOptions): ActionsBar {
  const actions = Object.entries(engine.actions) as [string, ActionSpec<unknown, unknown>][];
  const list = html("ul", { class: "taken", "aria-label": "Actions taken" });
  const buttons = actions.map(([id, spec]) => actionControl(id, spec, onAct));
  let shown = "";
  return {
    element: html(
      "section",
      { class: "actions", "aria-label": "Actions", hidden: actions.length === 0 },
      html("div", { class: "action-buttons" }, ...buttons),
      list,
    ),
    update(taken) {
      const key = JSON.stringify(taken);
      if (key === shown) return;
      shown = key;
      list.replaceChildren(...taken.map((action, index) => takenItem(engine, action, () => onRemove(index))));
    },
  };
}

function actionControl(
  id: string,
  spec: ActionSpec<unknown, unknown>,
  onAct: ActionsBarOptions["onAct"],
): HTMLElement {
  const button = html(
    "vscode-button",
    { class: "action", secondary: true, title: spec.help, "data-action": id },
    spec.title,
  );
  const argument = spec.argument;
  if (argument === undefined) {
    button.addEventListener("click", () => onAct(id, 0));
    return button;
  }
  const text = html("vscode-textfield", { class: "action-argument", title: argument.help });
  text.label = `${argument.label} for ${spec.title}`;
  text.value = String(argument.default);
  const unit = unitText(argument.unit);
  if (unit !== "") text.append(html("span", { slot: "content-after", class: "unit" }, unit));
  const problem = html("p", { class: "field-problem", role: "alert", hidden: true });
  const act = () => {
    const value = parseNumber(text.value);
    const message = argumentProblem(value, argument);
    text.invalid = message !== undefined;
    problem.hidden = message === undefined;
    setText(problem, message ?? "");
    if (message === undefined) onAct(id, value);
  };
  button.addEventListener("click", act);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter") act();
  });
  return html(
    "div",
    { class: "action-with-argument" },
    html("div", { class: "action-pair" }, button, text),
    problem,
  );
}

function argumentProblem(value: number, spec: NumberParam): string | undefined {
  const usable = value >= spec.min && value <= spec.max && (!spec.integer || Number.isInteger(value));
  if (usable) return undefined;
  const kind = spec.integer ? "a whole number" : "a number";
  return `${spec.label} must be ${kind} from ${grouped(spec.min)} to ${formatExact(spec.max, spec.unit)}.`;
}

function takenItem(engine: Engine, action: BoundAction, onRemove: () => void): HTMLElement {
  const spec = engine.actions[action.action];
  const title = spec?.title ?? action.action;
  const argument = spec?.argument === undefined ? "" : ` ${formatExact(action.argument, spec.argument.unit)}`;
  return html(
    "li",
    {},
    html("span", { class: "codicon codicon-zap", "aria-hidden": "true" }),
    html("span", {}, `${title}${argument}`),
    html("span", { class: "taken-at" }, `after event ${grouped(action.atEvent)}`),
    iconButton({ icon: "close", label: `Remove: ${title}`, onClick: onRemove }),
  );
}

/** The parameters of an engine as a form, made from their specifications: no engine has form code of its own. */
import type { Engine, ParamSpec, ParamValue } from "../../../engines/kernel/engine.ts";
import type { ParamProblem } from "../../../engines/kernel/runTypes.ts";
import { html, setText } from "../dom.ts";
import { choiceField } from "./choiceField.ts";
import type { Field } from "./field.ts";
import { flagField } from "./flagField.ts";
import { numberField } from "./numberField.ts";
import { matchingPreset, presetParams } from "./presets.ts";
import { seedField } from "./seedField.ts";
import { select } from "./select.ts";

/** Choices in the list of presets beside the engine's own; no preset's id has a colon. */
const ownSetting = ":own";
const defaultSetting = ":default";

export interface ParamFormOptions {
  readonly engine: Engine;
  readonly onParams: (params: Record<string, ParamValue>) => void;
  readonly onSeed: (seed: number) => void;
  /** Undefined: the defaults. */
  readonly onPreset: (preset: string | undefined) => void;
}

export interface ParamForm {
  readonly element: HTMLElement;
  /** Fills the fields; problems shown before are gone. */
  fill(params: Readonly<Record<string, ParamValue>>, seed: number): void;
  /** Shows what is wrong beside the fields it is about; fields keep what was typed. */
  showProblems(problems: readonly ParamProblem[]): void;
}

export function createParamForm({ engine, onParams, onSeed, onPreset }: ParamFormOptions): ParamForm {
  const fields = new Map<string, Field>();
  const values = () => Object.fromEntries([...fields].map(([name, field]) => [name, field.value()]));
  const changed = () => {
    showPreset(values());
    onParams(values());
  };
  for (const [name, spec] of Object.entries(engine.params) as [string, ParamSpec][]) {
    fields.set(name, fieldFor(name, spec, changed));
  }
  const defaults = presetParams(engine, undefined);
  const help = html("p", { class: "field-help" });
  const preset = select({
    id: "preset",
    label: "Preset",
    options: [
      ...(matchingPreset(engine, defaults) === undefined
        ? [{ value: defaultSetting, label: "Default" }]
        : []),
      ...Object.entries(engine.presets).map(([id, { title }]) => ({ value: id, label: title })),
      { value: ownSetting, label: "Custom" },
    ],
    onChange: (id) => {
      if (id !== ownSetting) onPreset(id === defaultSetting ? undefined : id);
    },
  });
  const seed = seedField(onSeed);
  const others = html("p", { class: "field-problem", role: "alert", hidden: true });
  const presetRow = html(
    "div",
    { class: "field" },
    html(
      "div",
      { class: "field-head" },
      html("span", { class: "field-label", "aria-hidden": "true" }, "Preset"),
    ),
    preset,
    help,
  );
  return {
    element: html(
      "div",
      { class: "form" },
      presetRow,
      ...[...fields.values()].map((field) => field.element),
      others,
      seed.element,
    ),
    fill(params, seedValue) {
      for (const [name, field] of fields) field.set(params[name] ?? "");
      showPreset(params);
      seed.set(seedValue);
      showProblems([]);
    },
    showProblems,
  };

  function showPreset(params: Readonly<Record<string, ParamValue>>): void {
    const id = matchingPreset(engine, params);
    const isDefault =
      id === undefined && Object.entries(defaults).every(([name, value]) => params[name] === value);
    preset.value = id ?? (isDefault ? defaultSetting : ownSetting);
    setText(
      help,
      engine.presets[id ?? ""]?.help ??
        (isDefault ? "What the simulation starts with." : "Your own setting."),
    );
  }

  function showProblems(problems: readonly ParamProblem[]): void {
    for (const [name, field] of fields) {
      field.showProblem(problems.find(({ param }) => param === name)?.message);
    }
    // A relation between parameters belongs to no single field.
    const rest = problems.filter(({ param }) => !fields.has(param)).map(({ message }) => message);
    others.hidden = rest.length === 0;
    setText(others, rest.join(" "));
  }
}

function fieldFor(name: string, spec: ParamSpec, onChange: () => void): Field {
  switch (spec.kind) {
    case "number":
      return numberField(name, spec, onChange);
    case "choice":
      return choiceField(name, spec, onChange);
    case "flag":
      return flagField(name, spec, onChange);
  }
}

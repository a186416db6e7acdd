/** Yes or no. */
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import type { FlagParam } from "../../../engines/kernel/engine.ts";
import { html } from "../dom.ts";
import { type Field, type FieldFactory, fieldFrame } from "./field.ts";

export const flagField: FieldFactory<FlagParam> = (name, spec, onChange): Field => {
  const control = html("vscode-checkbox", { id: `param-${name}` });
  control.label = spec.label;
  control.addEventListener("change", onChange);
  const frame = fieldFrame({
    name,
    label: "",
    help: spec.help,
    control,
    mark: (invalid) => {
      control.invalid = invalid;
    },
  });
  return {
    ...frame,
    value: () => control.checked,
    set(value) {
      control.checked = value === true;
    },
  };
};

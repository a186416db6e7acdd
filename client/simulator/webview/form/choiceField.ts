/** One of a few named values. */
import type { ChoiceParam } from "../../../engines/kernel/engine.ts";
import { type Field, type FieldFactory, fieldFrame } from "./field.ts";
import { select } from "./select.ts";

export const choiceField: FieldFactory<ChoiceParam> = (name, spec, onChange): Field => {
  const control = select({ id: `param-${name}`, label: spec.label, options: spec.options, onChange });
  const frame = fieldFrame({
    name,
    label: spec.label,
    help: spec.help,
    control,
    mark: (invalid) => {
      control.invalid = invalid;
    },
  });
  return {
    ...frame,
    value: () => control.value,
    set(value) {
      control.value = String(value);
    },
  };
};

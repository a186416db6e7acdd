/** A number: a slider for the range that is allowed and a text field for the exact value, in one line. */
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import type { NumberParam } from "../../../engines/kernel/engine.ts";
import { html } from "../dom.ts";
import { formatExact, grouped, unitText } from "../format.ts";
import { type Field, type FieldFactory, fieldFrame } from "./field.ts";
import { fromPosition, sliderSteps, toPosition } from "./slider.ts";

export const numberField: FieldFactory<NumberParam> = (name, spec, onChange): Field => {
  const unit = unitText(spec.unit);
  const text = html("vscode-textfield", { class: "number-text", id: `param-${name}` });
  text.label = unit === "" ? spec.label : `${spec.label} (${unit})`;
  if (unit !== "") text.append(html("span", { slot: "content-after", class: "unit" }, unit));
  const slider = html("input", {
    type: "range",
    min: 0,
    max: sliderSteps,
    class: "slider",
    "aria-label": spec.label,
  });
  const describe = (value: number) => slider.setAttribute("aria-valuetext", formatExact(value, spec.unit));
  text.addEventListener("input", () => {
    const value = parseNumber(text.value);
    if (Number.isFinite(value)) {
      slider.value = String(toPosition(value, spec));
      describe(value);
    }
    onChange();
  });
  slider.addEventListener("input", () => {
    const value = fromPosition(Number(slider.value), spec);
    text.value = String(value);
    describe(value);
    onChange();
  });
  const frame = fieldFrame({
    name,
    label: spec.label,
    help: spec.help,
    limits: `${grouped(spec.min)} – ${formatExact(spec.max, spec.unit)}`,
    control: html("div", { class: "number-control" }, slider, text),
    mark: (invalid) => {
      text.invalid = invalid;
    },
  });
  return {
    ...frame,
    value: () => parsed(text.value),
    set(value) {
      text.value = String(value);
      slider.value = String(toPosition(Number(value), spec));
      describe(Number(value));
    },
  };
};

/** What is no number stays as typed, so that the message about it can quote it. */
function parsed(text: string): number | string {
  const value = parseNumber(text);
  return Number.isNaN(value) ? text : value;
}

/** NaN for anything but a number; spaces and underscores between digits are what people type in long ones. */
export function parseNumber(text: string): number {
  const plain = text.replace(/[\s_\u202f]/g, "");
  return plain === "" ? Number.NaN : Number(plain);
}

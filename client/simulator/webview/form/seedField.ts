/** The seed: typed, or thrown with the die. The same seed gives the same run, so it is always on show. */
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { html, iconButton } from "../dom.ts";
import { grouped } from "../format.ts";
import { fieldFrame } from "./field.ts";
import { parseNumber } from "./numberField.ts";

export const maxSeed = Number.MAX_SAFE_INTEGER;

export interface SeedField {
  readonly element: HTMLElement;
  set(seed: number): void;
}

export function seedField(onChange: (seed: number) => void): SeedField {
  const text = html("vscode-textfield", { id: "seed", class: "seed-text" });
  text.label = "Seed";
  const throwDie = () => {
    // A small number is easier to say and to type than one of ten digits.
    const seed = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 100_000;
    text.value = String(seed);
    accept();
  };
  const frame = fieldFrame({
    name: "seed",
    label: "Seed",
    help: "The same seed and parameters give the same run, event for event.",
    control: html(
      "div",
      { class: "seed-control" },
      text,
      iconButton({ icon: "refresh", label: "Another seed", class: "seed-die", onClick: throwDie }),
    ),
    mark: (invalid) => {
      text.invalid = invalid;
    },
  });
  function accept(): void {
    const seed = parseNumber(text.value);
    const usable = Number.isInteger(seed) && seed >= 0 && seed <= maxSeed;
    frame.showProblem(usable ? undefined : `Seed must be a whole number from 0 to ${grouped(maxSeed)}.`);
    if (usable) onChange(seed);
  }
  text.addEventListener("input", accept);
  return {
    element: frame.element,
    set(seed) {
      text.value = String(seed);
      frame.showProblem(undefined);
    },
  };
}

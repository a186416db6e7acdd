/** A drop-down of the editor's look, filled from data. */
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import type { VscodeSingleSelect } from "@vscode-elements/elements/dist/vscode-single-select/index.js";
import { html } from "../dom.ts";

export interface SelectOptions {
  readonly id: string;
  readonly label: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly description?: string;
  }[];
  readonly onChange: (value: string) => void;
}

export function select({ id, label, options, onChange }: SelectOptions): VscodeSingleSelect {
  const element = html("vscode-single-select", { id });
  element.label = label;
  element.append(
    ...options.map((option) => {
      const item = html("vscode-option", { value: option.value }, option.label);
      if (option.description !== undefined) item.description = option.description;
      return item;
    }),
  );
  element.addEventListener("change", () => onChange(element.value));
  return element;
}

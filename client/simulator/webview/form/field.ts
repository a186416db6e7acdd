/** What the form's fields have in common: a label with the limits beside it, the control, help, and a place for a problem. */
import type { ParamSpec, ParamValue } from "../../../engines/kernel/engine.ts";
import { html, setText } from "../dom.ts";

export interface Field {
  readonly element: HTMLElement;
  /** As typed: a text that is no number stays a text, and the check of the parameters says so in words. */
  value(): ParamValue;
  set(value: ParamValue): void;
  /** Shows what is wrong, or nothing. What was typed stays. */
  showProblem(message: string | undefined): void;
}

export interface FieldFrame {
  readonly element: HTMLElement;
  showProblem(message: string | undefined): void;
}

export interface FieldFrameOptions {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly limits?: string;
  readonly control: HTMLElement;
  /** Marks the control itself. */
  readonly mark: (invalid: boolean) => void;
}

export function fieldFrame({ name, label, help, limits, control, mark }: FieldFrameOptions): FieldFrame {
  const problem = html("p", { class: "field-problem", role: "alert", hidden: true });
  const head = html(
    "div",
    { class: "field-head" },
    html("span", { class: "field-label", "aria-hidden": "true" }, label),
    limits === undefined ? undefined : html("span", { class: "field-limits" }, limits),
  );
  const element = html(
    "div",
    { class: "field", "data-param": name },
    head,
    control,
    problem,
    html("p", { class: "field-help" }, help),
  );
  return {
    element,
    showProblem(message) {
      problem.hidden = message === undefined;
      setText(problem, message ?? "");
      mark(message !== undefined);
    },
  };
}

export type FieldFactory<S extends ParamSpec> = (name: string, spec: S, onChange: () => void) => Field;

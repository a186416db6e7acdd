/** Which of two compared settings the form edits. */
import { html } from "../dom.ts";
import { sideName } from "../sideName.ts";

export interface SideSwitch {
  readonly element: HTMLElement;
  show(compared: boolean, side: number): void;
}

export function createSideSwitch(onSide: (side: number) => void): SideSwitch {
  const buttons = [0, 1].map((side) =>
    html(
      "button",
      {
        type: "button",
        class: `side-button side-${sideName(side).toLowerCase()}`,
        on: { click: () => onSide(side) },
      },
      html("span", { class: `line line-${sideName(side).toLowerCase()}` }),
      `Setting ${sideName(side)}`,
    ),
  );
  const element = html(
    "div",
    { class: "side-switch", role: "group", "aria-label": "Setting to edit", hidden: true },
    ...buttons,
  );
  return {
    element,
    show(compared, side) {
      element.hidden = !compared;
      buttons.forEach((button, index) => {
        button.setAttribute("aria-pressed", String(index === side));
      });
    },
  };
}

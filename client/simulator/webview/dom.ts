/**
 * Making elements without a framework and without HTML text: everything a run says (labels, messages) becomes a text node
 * or an attribute, never markup. Attributes named `style` are refused by the page's policy; use classes or `setVariable`.
 */

type AttributeValue = string | number | boolean | undefined;
type Listeners = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

export interface Attributes {
  readonly [name: string]: AttributeValue | Listeners;
  readonly on?: Listeners;
}

export type Child = Node | string | undefined;

export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** A number for the style sheet to use. Goes through the object model, which the page's policy allows. */
export function setVariable(element: HTMLElement | SVGElement, name: `--${string}`, value: string): void {
  element.style.setProperty(name, value);
}

/** Sets the text only when it differs: writing the same text would disturb selections and screen readers. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export interface IconButtonOptions {
  readonly icon: string;
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly class?: string;
  readonly onClick: () => void;
}

/** A native button: unlike the toolbar element it can be disabled and is one stop for the keyboard. */
export function iconButton({ icon, label, onClick, ...rest }: IconButtonOptions): HTMLButtonElement {
  const classes = rest.class === undefined ? "icon-button" : `icon-button ${rest.class}`;
  return html(
    "button",
    { type: "button", class: classes, title: label, "aria-label": label, on: { click: onClick } },
    html("span", { class: `codicon codicon-${icon}`, "aria-hidden": "true" }),
  );
}

export function setIcon(button: HTMLButtonElement, icon: string, label: string): void {
  const glyph = button.firstElementChild;
  if (glyph !== null) glyph.className = `codicon codicon-${icon}`;
  if (button.title === label) return;
  button.title = label;
  button.setAttribute("aria-label", label);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  const { on, ...plain } = attributes;
  for (const [name, value] of Object.entries(plain)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const [type, listener] of Object.entries(on ?? {})) {
    element.addEventListener(type, listener as EventListener);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Colours of the theme for canvases, which cannot use the style sheet's variables. Read anew when the theme changes. */

export interface Palette {
  readonly text: string;
  readonly grid: string;
  readonly measured: string;
  readonly second: string;
  readonly theory: string;
  readonly font: string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const read = (...names: readonly string[]) =>
    names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== "") ?? "gray";
  return {
    text: read("--vscode-descriptionForeground", "--vscode-foreground"),
    grid: read("--dw-grid", "--vscode-widget-border"),
    measured: read("--vscode-charts-blue"),
    second: read("--vscode-charts-orange"),
    theory: read("--vscode-foreground"),
    font: `11px ${style.fontFamily}`,
  };
}

/** The editor changes the theme by rewriting the root's style and the body's class. Returns what ends the watch. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}

/** Keys that drive playback from anywhere on the page, except where the key means something to the focused control. */

export type Shortcut = "toggle" | "step" | "stepBack" | "start" | "end";

const keys: Readonly<Record<string, Shortcut>> = {
  " ": "toggle",
  ArrowRight: "step",
  ArrowLeft: "stepBack",
  Home: "start",
  End: "end",
};

/** Controls with keys of their own; a focused button needs the space bar for itself. */
const ownKeys =
  "input, textarea, select, vscode-textfield, vscode-single-select, vscode-checkbox, vscode-tab-header";
const ownSpace = "button, vscode-button, summary, a";
const ownScroll = ".log, .table-scroll";

export function listenForShortcuts(target: Document, run: (shortcut: Shortcut) => void): void {
  target.addEventListener("keydown", (event) => {
    const shortcut = keys[event.key];
    if (shortcut === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const focused = event.target instanceof Element ? event.target : undefined;
    if (focused?.closest(ownKeys)) return;
    if (event.key === " " && focused?.closest(ownSpace)) return;
    if ((event.key === "Home" || event.key === "End") && focused?.closest(ownScroll)) return;
    event.preventDefault();
    run(shortcut);
  });
}

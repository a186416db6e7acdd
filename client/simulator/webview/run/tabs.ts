/** The panel's tabs. */
import "@vscode-elements/elements/dist/vscode-tabs/index.js";
import "@vscode-elements/elements/dist/vscode-tab-header/index.js";
import "@vscode-elements/elements/dist/vscode-tab-panel/index.js";
import { type Tab, tabs } from "../../protocol.ts";
import { html } from "../dom.ts";

const titles: Readonly<Record<Tab, string>> = { run: "Run", sweep: "Sweep", log: "Events" };

export interface Tabs {
  readonly element: HTMLElement;
  select(tab: Tab): void;
}

export function createTabs(contents: Readonly<Record<Tab, HTMLElement>>, onSelect: (tab: Tab) => void): Tabs {
  const element = html("vscode-tabs", { class: "tabs" });
  for (const tab of tabs) {
    element.append(
      html("vscode-tab-header", { slot: "header", "data-tab": tab }, titles[tab]),
      html("vscode-tab-panel", { "data-panel": tab }, contents[tab]),
    );
  }
  element.addEventListener("vsc-tabs-select", (event) => {
    const tab = tabs[event.detail.selectedIndex];
    if (tab !== undefined) onSelect(tab);
  });
  return {
    element,
    select(tab) {
      element.selectedIndex = tabs.indexOf(tab);
    },
  };
}

/** The suite's half of the bridge: what the user would do with the mouse and read with their eyes, as functions. */
import { request } from "node:http";
import { type Answer, type Ask, bridgeVariable, type Place } from "../../bridge.ts";

export const workbench = surface("workbench");
/** The page inside the simulator's webview. */
export const panel = surface("panel");

/** A picture of the whole window, for people to look at; `name` without extension. */
export async function screenshot(name: string): Promise<void> {
  await outside({ ask: "screenshot", name });
}

/** A key or chord as playwright names it, e.g. `Escape` or `Control+Period`. */
export async function press(key: string): Promise<void> {
  await outside({ ask: "press", key });
}

/** Text typed on the keyboard, key by key, wherever the focus is. */
export async function type(text: string): Promise<void> {
  await outside({ ask: "type", text });
}

function surface(place: Place) {
  return {
    click: (selector: string) => outside({ ask: "click", place, selector }),
    fill: (selector: string, text: string) => outside({ ask: "fill", place, selector, text }),
    hover: (selector: string) => outside({ ask: "hover", place, selector }),
    /** Waits until the element is visible; its text as it is on the screen. */
    text: (selector: string) => outside({ ask: "text", place, selector }),
    count: async (selector: string) => Number(await outside({ ask: "count", place, selector })),
    gone: (selector: string) => outside({ ask: "gone", place, selector }),
    changed: (selector: string, from: string) => outside({ ask: "changed", place, selector, from }),
  };
}

/** Throws what the runner answered when it could not do it. */
export async function outside(ask: Ask): Promise<string> {
  const address = process.env[bridgeVariable];
  if (address === undefined) throw new Error("This suite is started by test/editor/run.ts or runDesktop.ts.");
  const answer = JSON.parse(await post(address, JSON.stringify(ask))) as Answer;
  if ("error" in answer) throw new Error(answer.error);
  return answer.value;
}

// node:http and not fetch: VS Code replaces fetch in the extension host with one that looks for proxies.
function post(address: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { method: "POST", agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve(text));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

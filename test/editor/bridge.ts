/**
 * Leaf shared by the suite inside the extension host and the runner outside: what the suite can ask of the one who sees
 * the screen. It goes over HTTP on the loopback interface, because that works the same in the server build and on the
 * desktop, and an answer comes back without files, polling or parsing of a console.
 */
import type { TierReport } from "../dev/report.ts";

/** Environment variable with the bridge's address; the extension host inherits it. */
export const bridgeVariable = "DESIGNWISE_BRIDGE";

/** `panel` is the page inside the simulator's webview, `workbench` everything else that is on the screen. */
export type Place = "workbench" | "panel";

/** Selectors are playwright's. Every question waits until its element is there; none sleeps. */
export type Ask =
  | { readonly ask: "click"; readonly place: Place; readonly selector: string }
  | { readonly ask: "hover"; readonly place: Place; readonly selector: string }
  | { readonly ask: "text"; readonly place: Place; readonly selector: string }
  | { readonly ask: "count"; readonly place: Place; readonly selector: string }
  | { readonly ask: "gone"; readonly place: Place; readonly selector: string }
  /** Waits until the text is another than `from`; answers the new one. */
  | { readonly ask: "changed"; readonly place: Place; readonly selector: string; readonly from: string }
  | { readonly ask: "fill"; readonly place: Place; readonly selector: string; readonly text: string }
  | { readonly ask: "press"; readonly key: string }
  | { readonly ask: "type"; readonly text: string }
  | { readonly ask: "screenshot"; readonly name: string }
  | { readonly ask: "report"; readonly report: TierReport };

export type Answer = { readonly value: string } | { readonly error: string };

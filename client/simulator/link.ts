/**
 * A run as a link, `<scheme>://designwise.designwise/simulate?run=<JSON>`: all that the run depends on, so that whoever opens
 * it sees the same run, at the same event.
 */
import type { RunInput } from "../engines/kernel/runTypes.ts";
import type { OpenRequest } from "./protocol.ts";

/** `scheme`: the editor's own, `vscode` or a sibling's. `extension`: `publisher.name`. */
export function runLink(scheme: string, extension: string, input: RunInput, events: number): string {
  const request: OpenRequest = { ...input, events };
  return `${scheme}://${extension}/simulate?run=${encodeURIComponent(JSON.stringify(request))}`;
}

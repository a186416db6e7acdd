/**
 * What the panel's two halves say to each other: one union a direction, and a small request helper for the few messages
 * that need an answer. A leaf: types from the contracts, no imports of either half, so that neither drags in the other.
 */
import type { SimulationRequest } from "../../server/protocol.ts";
import type { BoundAction, RunInput } from "../engines/kernel/runTypes.ts";

/** What opens a simulation. A shared link also holds the actions taken and how many events had happened. */
export interface OpenRequest extends SimulationRequest {
  readonly actions?: readonly BoundAction[];
  readonly events?: number;
}

export const tabs = ["run", "sweep", "log"] as const;
export type Tab = (typeof tabs)[number];

/** All that a panel keeps over a reload. The rest is replayed from it. */
export interface PanelState {
  readonly input: RunInput;
  /** The second run of a comparison A/B. */
  readonly compare?: RunInput;
  /** Events of the first run that had happened; the second follows it in time. */
  readonly events: number;
  /** Units of x (virtual milliseconds or operations) a second of the viewer's time. */
  readonly speed: number;
  readonly tab: Tab;
}

/** Requests of the webview that the host answers. */
export interface HostRequests {
  /** Asks where to save and writes the text of the chosen format; false when the user cancels. */
  save: { params: { readonly name: string; readonly csv: string; readonly json: string }; result: boolean };
  /** Offers the link and the scenario comment for copying; tells which was taken. */
  copyLink: {
    params: { readonly input: RunInput; readonly events: number; readonly scenario: string };
    result: "link" | "comment" | "none";
  };
}

export type HostToPanel = { readonly type: "open"; readonly request: OpenRequest } | ReplyMessage;

export type PanelToHost =
  /** The page runs and listens. `restored`: it has its own state, so that a default is not wanted. */
  | { readonly type: "ready"; readonly restored: boolean }
  /** The engine that the page now shows; answers `open` too. */
  | { readonly type: "opened"; readonly engine: string }
  | { readonly type: "openTerm"; readonly id: string }
  | RequestMessage<HostRequests>;

// ---- requests ------------------------------------------------------------------------------------------------------

type RequestMap<M> = { [K in keyof M]: { params: unknown; result: unknown } };

export type RequestMessage<M extends RequestMap<M>> = {
  [K in keyof M & string]: {
    readonly type: "request";
    readonly id: number;
    readonly method: K;
    readonly params: M[K]["params"];
  };
}[keyof M & string];

export type ReplyMessage =
  | { readonly type: "reply"; readonly id: number; readonly result: unknown }
  | { readonly type: "reply"; readonly id: number; readonly error: string };

/** The asking side. Every request settles: by its reply, or by `close`. */
export class Requester<M extends RequestMap<M>> {
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #post: (message: RequestMessage<M>) => void;
  #nextId = 1;

  constructor(post: (message: RequestMessage<M>) => void) {
    this.#post = post;
  }

  request<K extends keyof M & string>(method: K, params: M[K]["params"]): Promise<M[K]["result"]> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ type: "request", id, method, params } as RequestMessage<M>);
    });
  }

  settle(reply: ReplyMessage): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("error" in reply) waiting?.reject(new Error(reply.error));
    else waiting?.resolve(reply.result);
  }

  /** Rejects what still waits: the other side is gone and will not answer. */
  close(reason: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}

export type RequestHandlers<M extends RequestMap<M>> = {
  readonly [K in keyof M]: (params: M[K]["params"]) => M[K]["result"] | Promise<M[K]["result"]>;
};

/** The answering side: runs the handler and always yields a reply, an error included. */
export async function answer<M extends RequestMap<M>>(
  message: RequestMessage<M>,
  handlers: RequestHandlers<M>,
): Promise<ReplyMessage> {
  try {
    const result = await handlers[message.method](message.params);
    return { type: "reply", id: message.id, result };
  } catch (error) {
    return { type: "reply", id: message.id, error: error instanceof Error ? error.message : String(error) };
  }
}

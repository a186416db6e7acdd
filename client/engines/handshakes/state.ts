/** State of the handshakes engine: what each party holds, what the attacker has learned, and the messages so far. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Tone } from "../kernel/scene.ts";
import type { Params } from "./params.ts";
import { base64urlEncode } from "./primitives/base64url.ts";

export type Context = EngineContext<"trips" | "known", "message">;

/** How a message is protected: by nothing, by TLS, or by TLS but through the victim's browser, where other apps listen. */
export type Protection = "clear" | "tls" | "browser";

/** One message of a flow. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly protection: Protection;
  /** Names of what it carries: keys of `values`, where they have one. */
  readonly carries: readonly string[];
  /** What sender and receiver do with it; the reason when the receiver refuses it. */
  readonly act?: (state: State, ctx: Context) => string | undefined;
  /** The client's first request, which users wait for. */
  readonly request?: boolean;
  /** Part of a handshake whose messages both sides hash. */
  readonly hashed?: boolean;
}

export interface Message {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly tone: Tone;
}

/** A code that the authorization server has issued. */
export interface IssuedCode {
  readonly subject: string;
  readonly challenge: string;
  readonly nonce: string;
  used: boolean;
}

export interface State {
  readonly params: Params;
  readonly messages: Message[];
  step: number;
  /** By lane, in half round trips: when it has all that it was sent so far. */
  readonly clocks: Float64Array;
  /** Secrets and tokens by name. */
  readonly values: Record<string, string>;
  /** What the attacker has read. */
  readonly known: string[];
  readonly codes: Map<string, IssuedCode>;
  readonly usedTickets: string[];
  /** Hashes of the handshake, as client and server see it. */
  clientTranscript: Uint8Array;
  serverTranscript: Uint8Array;
  /** Half round trips until the request left and its answer came; −1 before. */
  requestAt: number;
  answerAt: number;
  /** Requests that the server has carried out. */
  handled: number;
  /** Whom the app believes to have before it. */
  signedInAs: string;
  compromised: boolean;
  /** Why the flow ended early; empty while it did not. */
  failure: string;
  tamperNext: boolean;
  tampered: number;
  codesExpired: boolean;
}

export const LANES = 5;

export function createState(values: Params): State {
  return {
    params: values,
    messages: [],
    step: 0,
    clocks: new Float64Array(LANES),
    values: {},
    known: [],
    codes: new Map(),
    usedTickets: [],
    clientTranscript: new Uint8Array(32),
    serverTranscript: new Uint8Array(32),
    requestAt: -1,
    answerAt: -1,
    handled: 0,
    signedInAs: "",
    compromised: false,
    failure: "",
    tamperNext: false,
    tampered: 0,
    codesExpired: false,
  };
}

/** 32 random bytes. */
export function randomBytes(ctx: Context, stream: string): Uint8Array {
  return Uint8Array.from({ length: 32 }, () => Math.floor(ctx.random(stream) * 256));
}

/** Makes a secret and keeps it under its name. */
export function invent(state: State, ctx: Context, name: string): string {
  const value = base64urlEncode(randomBytes(ctx, name));
  state.values[name] = value;
  return value;
}

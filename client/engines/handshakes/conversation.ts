/** One message after another: who sees it, whether it was altered, what the receiver makes of it. */

import { OAUTH_LANES, oauthSteps } from "./oauthFlows.ts";
import { isTls } from "./params.ts";
import { utf8Bytes } from "./primitives/base64url.ts";
import { extendTranscript } from "./primitives/transcript.ts";
import type { Context, State, Step } from "./state.ts";
import { SERVER, TLS_LANES, tlsSteps } from "./tlsFlows.ts";

export function stepsOf(state: Pick<State, "params">): Step[] {
  return isTls(state.params.flow) ? tlsSteps(state.params) : oauthSteps(state.params);
}

export function lanesOf({ params }: Pick<State, "params">): readonly string[] {
  return isTls(params.flow) ? TLS_LANES : OAUTH_LANES;
}

/** Sends the next message of the flow, if there is one and none has ended it. */
export function converse(state: State, ctx: Context): void {
  const step = stepsOf(state)[state.step];
  if (step === undefined || state.failure !== "") return;
  state.step++;
  if (step.request && state.requestAt < 0) state.requestAt = state.clocks[step.from]!;
  const altered = state.tamperNext;
  state.tamperNext = false;
  if (altered) state.tampered++;
  // What exists already is altered before the receiver looks at it, what this message makes known afterwards.
  const early = altered && alterContent(state, step);
  // Proofs cover what came before them, so that they are made before the message itself is hashed.
  const refused = step.act?.(state, ctx);
  overhear(state, step);
  if (step.hashed) hash(state, step, altered);
  if (altered && !early) alterContent(state, step);
  const failure = altered ? (brokenRecord(step) ?? refused) : refused;
  state.clocks[step.to] = Math.max(state.clocks[step.to]!, state.clocks[step.from]! + 1);
  const attacked = lanesOf(state)[step.from] === "attacker" || lanesOf(state)[step.to] === "attacker";
  const tone =
    failure !== undefined ? "bad" : attacked ? "warn" : step.protection === "clear" ? "neutral" : "good";
  const label = altered ? `${step.label} (altered)` : step.label;
  state.messages.push({ from: step.from, to: step.to, label, tone });
  if (failure !== undefined) state.failure = failure;
  ctx.observe("trips", state.clocks[step.to]! / 2);
  ctx.observe("known", state.known.length);
  if (failure === undefined && state.step < stepsOf(state).length) ctx.schedule(1, "message");
  else if (failure !== undefined) reject(state, step);
}

/** The receiver says no; the flow ends with it. */
function reject(state: State, { from, to }: Step): void {
  state.messages.push({ from: to, to: from, label: state.failure, tone: "bad" });
}

/** What the attacker reads: on the network what is in the clear, on the device what passes through the browser's hands. */
function overhear(state: State, step: Step): void {
  const { attacker } = state.params;
  const listens = attacker === "eavesdropper" || attacker === "replay";
  const reads =
    (listens && step.protection === "clear") ||
    (attacker === "interceptor" && step.protection === "browser") ||
    lanesOf(state)[step.to] === "attacker";
  if (!reads) return;
  for (const name of step.carries) if (!state.known.includes(name)) state.known.push(name);
}

/** Both sides hash the message, each as it saw it. */
function hash(state: State, step: Step, altered: boolean): void {
  const sent = utf8Bytes(
    `${step.label}|${state.values["client secret"] ?? ""}|${state.values["server secret"] ?? ""}`,
  );
  const received = altered ? utf8Bytes(`${step.label}|altered`) : sent;
  const toServer = step.to === SERVER;
  state.clientTranscript = extendTranscript(state.clientTranscript, toServer ? sent : received);
  state.serverTranscript = extendTranscript(state.serverTranscript, toServer ? received : sent);
}

/** An altered record does not decrypt. */
function brokenRecord({ protection }: Step): string | undefined {
  return protection === "clear" ? undefined : "bad_record_mac: an altered record is refused";
}

/** In the clear nobody notices until a check concerns what was altered. False when there was nothing to alter. */
function alterContent(state: State, { protection, hashed, carries }: Step): boolean {
  const first = carries.find((name) => state.values[name] !== undefined);
  if (protection !== "clear" || hashed || first === undefined) return false;
  state.values[first] = `${state.values[first]}A`;
  return true;
}

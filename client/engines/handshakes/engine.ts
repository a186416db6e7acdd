/** Handshakes: TLS and OAuth message by message, with somebody who listens, steals, forges or repeats. */
import { defineEngine } from "../kernel/engine.ts";
import { converse, lanesOf } from "./conversation.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";
import { attackSucceeds, roundTripsBeforeRequest } from "./theory.ts";

export const handshakes = defineEngine({
  id: "handshakes",
  term: "tls",
  title: "Handshakes",
  kind: "sequence",
  summary:
    "TLS, OAuth 2.0 and OpenID Connect, message by message: who sends what, how many round trips pass before the first " +
    "request, and what an attacker reads, steals or forges. Hashes, tokens and proofs are computed and checked.",
  leavesOut:
    "Key exchange and signatures are stood in for by shared secrets and keyed hashes; connections of OAuth's parties are open " +
    "already; certificates are not validated against authorities; the app is a public client without a secret of its own.",
  params,
  presets,
  defaultUntil: 24,
  series: {
    trips: { title: "Round trips so far", unit: "count", aggregation: "last", points: 100 },
    known: { title: "What the attacker knows", unit: "count", aggregation: "last", points: 100 },
  },
  metrics: {
    messages: { title: "Messages", unit: "count", value: (state: State) => state.messages.length },
    roundTrips: {
      title: "Round trips before the request",
      help: "Until the client's first request leaves; so far, when none has left.",
      unit: "count",
      value: (state) => (state.requestAt < 0 ? Math.max(...state.clocks) : state.requestAt) / 2,
    },
    answerMs: {
      title: "Until the answer, so far",
      unit: "ms",
      value: (state) =>
        ((state.answerAt < 0 ? Math.max(...state.clocks) : state.answerAt) / 2) * state.params.roundTrip,
    },
    known: { title: "Things the attacker knows", unit: "count", value: (state) => state.known.length },
    handled: { title: "Requests carried out", unit: "count", value: (state) => state.handled },
    compromised: {
      title: "The attack succeeded",
      help: "1 when the attacker got data, had a request carried out twice, or put its account under the victim's hands.",
      unit: "count",
      value: (state) => (state.compromised ? 1 : 0),
    },
    refused: { title: "A check failed", unit: "count", value: (state) => (state.failure === "" ? 0 : 1) },
  },
  actions: {
    tamper: {
      title: "Alter the next message",
      help: "Somebody on the network changes it: encrypted records are refused at once, a handshake at its Finished.",
      run: (state: State) => {
        state.tamperNext = true;
      },
    },
    expire: {
      title: "Codes expire",
      help: "The user took too long: authorization codes that were issued are no longer accepted.",
      run: (state) => {
        state.codesExpired = true;
      },
    },
  },
  init: (values, ctx: Context) => {
    ctx.schedule(1, "message");
    return createState(values);
  },
  on: { message: (state, ctx) => converse(state, ctx) },
  scene,
  describe: (_event, _a, _b, state) => {
    const last = state.messages.at(-1);
    if (last === undefined) return "nothing was sent";
    const lanes = lanesOf(state);
    const refused = state.failure === "" ? "" : "refused, ";
    return `${refused}${lanes[last.from]} → ${lanes[last.to]}: ${last.label}`;
  },
  check: brokenInvariant,
  theory: {
    roundTrips: {
      formula: "1 for TCP, and 2 in TLS 1.2, 1 in TLS 1.3, 0 with early data",
      source: "RFC 5246, section 7.3; RFC 8446, sections 2 and 2.3",
      tolerance: 0,
      value: (values: Params) => roundTripsBeforeRequest(values),
    },
    compromised: {
      formula:
        "succeeds: code without PKCE; no state, PKCE or nonce; token in the clear; early data again; client unproven",
      source:
        "RFC 7636, section 1; RFC 9700, section 4.7; RFC 6750, section 5.3; RFC 8446, sections 2.3 and 4.4.2",
      tolerance: 0,
      value: (values: Params) => attackSucceeds(values),
    },
  },
});

/**
 * TLS as sequences of messages. Proofs are computed and checked in earnest over the transcripts that each side has; what stands
 * in is the mathematics of key exchange and signatures: a shared secret is made of both sides' secrets, and a signature is a
 * proof under the signer's private key, which the checking side is given to compare with.
 */
import type { Params } from "./params.ts";
import { utf8Bytes } from "./primitives/base64url.ts";
import { equalBytes, hmacSha256, sha256 } from "./primitives/sha256.ts";
import { finishedProof, isFinishedProof } from "./primitives/transcript.ts";
import { type Context, invent, type State, type Step } from "./state.ts";

export const CLIENT = 0;
export const SERVER = 1;
const ATTACKER = 2;

export const TLS_LANES = ["client", "server", "attacker"];

const secretOf = (state: State, names: readonly string[]): Uint8Array =>
  sha256(utf8Bytes(names.map((name) => state.values[name] ?? "").join("|")));
const sessionSecret = (state: State): Uint8Array => secretOf(state, ["client secret", "server secret"]);

/** A record is accepted when its tag fits the key of the connection on which it comes. */
const tagOf = (key: Uint8Array, text: string): Uint8Array => hmacSha256(key, utf8Bytes(text));

export function tlsSteps({ flow, attacker }: Params): Step[] {
  // Who pretends to be the client speaks in its place from the beginning.
  const client = attacker === "impersonator" ? ATTACKER : CLIENT;
  const plain = { protection: "clear", carries: [] } as const;
  const tcp: Step[] = [
    { ...plain, from: client, to: SERVER, label: "SYN" },
    { ...plain, from: SERVER, to: client, label: "SYN-ACK" },
    { ...plain, from: client, to: SERVER, label: "ACK" },
  ];
  const handshake =
    flow === "tls12" ? tls12(client) : flow === "tls13-early" ? early(client) : tls13(client, flow);
  return [...tcp, ...handshake, ...(attacker === "replay" ? replay(flow) : [])];
}

function hello(client: number): Step {
  return {
    from: client,
    to: SERVER,
    label: "ClientHello: random, key share, server name",
    protection: "clear",
    carries: ["server name", "key shares"],
    hashed: true,
    act: (state, ctx) => {
      invent(state, ctx, "client secret");
      return undefined;
    },
  };
}

function finished(
  from: number,
  to: number,
  label: string,
  role: "client" | "server",
  carries: string[],
): Step {
  return {
    from,
    to,
    label,
    protection: "tls",
    carries,
    hashed: true,
    act: (state) => {
      const own = role === "client" ? state.clientTranscript : state.serverTranscript;
      const other = role === "client" ? state.serverTranscript : state.clientTranscript;
      const proof = finishedProof(sessionSecret(state), own, role);
      const fits = isFinishedProof(proof, sessionSecret(state), other, role);
      return fits ? undefined : "the transcripts differ: a message was altered on its way";
    },
  };
}

function exchange(client: number): Step[] {
  return [
    {
      from: client,
      to: SERVER,
      label: "request",
      protection: "tls",
      carries: ["request"],
      request: true,
      act: (state) => {
        state.handled++;
        return undefined;
      },
    },
    {
      from: SERVER,
      to: client,
      label: "response",
      protection: "tls",
      carries: ["response"],
      act: answered(client),
    },
  ];
}

/** An answer to somebody who pretended is what the attacker wanted. */
function answered(client: number) {
  return (state: State): string | undefined => {
    if (state.answerAt < 0) state.answerAt = state.clocks[SERVER]! + 1;
    if (client === ATTACKER) state.compromised = true;
    return undefined;
  };
}

function inventServerSecret(state: State, ctx: Context): undefined {
  invent(state, ctx, "server secret");
}

/** RFC 5246, section 7.3: a full handshake with ephemeral keys. */
function tls12(client: number): Step[] {
  const server: Step = {
    from: SERVER,
    to: client,
    label: "ServerHello, Certificate, ServerKeyExchange, Done",
    protection: "clear",
    carries: ["server certificate", "key shares"],
    hashed: true,
    act: inventServerSecret,
  };
  return [
    hello(client),
    server,
    finished(client, SERVER, "ClientKeyExchange, ChangeCipherSpec, Finished", "client", []),
    finished(SERVER, client, "ChangeCipherSpec, Finished", "server", []),
    ...exchange(client),
  ];
}

/** RFC 8446, section 2, figure 1; with the messages in brackets when both sides prove themselves. */
function tls13(client: number, flow: string): Step[] {
  const mutual = flow === "mtls";
  const asks = mutual ? ", CertificateRequest" : "";
  const steps: Step[] = [
    hello(client),
    {
      from: SERVER,
      to: client,
      label: "ServerHello: key share",
      protection: "clear",
      carries: ["key shares"],
      hashed: true,
      act: inventServerSecret,
    },
    finished(SERVER, client, `{Certificate, CertificateVerify${asks}, Finished}`, "server", [
      "server certificate",
    ]),
  ];
  if (mutual) steps.push(clientCertificate(client));
  return [...steps, finished(client, SERVER, "{Finished}", "client", []), ...exchange(client)];
}

/** A certificate is public; what counts is the proof with its private key over this very handshake. */
function clientCertificate(client: number): Step {
  return {
    from: client,
    to: SERVER,
    label: "{Certificate, CertificateVerify}",
    protection: "tls",
    carries: ["client certificate"],
    hashed: true,
    act: (state, ctx) => {
      const registered = invent(state, ctx, "client private key");
      const own = client === ATTACKER ? invent(state, ctx, "attacker private key") : registered;
      const signature = hmacSha256(utf8Bytes(own), state.clientTranscript);
      const expected = hmacSha256(utf8Bytes(registered), state.serverTranscript);
      if (equalBytes(signature, expected)) return undefined;
      return "CertificateVerify does not fit the certificate: no private key, no connection";
    },
  };
}

/** RFC 8446, section 2.3: a ticket of an earlier connection gives the key for what is sent at once. */
function early(client: number): Step[] {
  return [
    {
      from: client,
      to: SERVER,
      label: "ClientHello: key share, ticket",
      protection: "clear",
      carries: ["server name", "key shares", "ticket"],
      hashed: true,
      act: (state, ctx) => {
        invent(state, ctx, "client secret");
        invent(state, ctx, "ticket");
        invent(state, ctx, "resumption secret");
        // Nobody but the client was given the secret that belongs to the ticket.
        if (client === ATTACKER) state.values["held secret"] = invent(state, ctx, "attacker guess");
        else state.values["held secret"] = state.values["resumption secret"]!;
        return undefined;
      },
    },
    {
      from: client,
      to: SERVER,
      label: "(request) as early data",
      protection: "tls",
      carries: ["request"],
      request: true,
      act: (state) => takeEarlyData(state, state.values["held secret"]!),
    },
    {
      from: SERVER,
      to: client,
      label: "ServerHello: key share",
      protection: "clear",
      carries: ["key shares"],
      hashed: true,
      act: inventServerSecret,
    },
    finished(SERVER, client, "{Finished}", "server", []),
    {
      from: SERVER,
      to: client,
      label: "response",
      protection: "tls",
      carries: ["response"],
      act: answered(client),
    },
    finished(client, SERVER, "{EndOfEarlyData, Finished}", "client", []),
  ];
}

function takeEarlyData(state: State, secret: string): string | undefined {
  const ticket = state.values.ticket!;
  const key = utf8Bytes(state.values["resumption secret"]!);
  if (!equalBytes(tagOf(utf8Bytes(secret), "request"), tagOf(key, "request")))
    return "the early data does not fit the ticket's key";
  if (state.params.antiReplay && state.usedTickets.includes(ticket)) return "the ticket was used before";
  state.usedTickets.push(ticket);
  state.handled++;
  return undefined;
}

/** What was recorded is sent once more on a new connection. */
function replay(flow: string): Step[] {
  if (flow === "tls13-early") {
    return [
      {
        from: ATTACKER,
        to: SERVER,
        label: "the recorded ClientHello and early data",
        protection: "tls",
        carries: [],
        act: (state) => {
          // The attacker holds bytes, not the key: what it sends was made with the client's.
          const refused = takeEarlyData(state, state.values["held secret"]!);
          state.compromised = refused === undefined;
          return refused;
        },
      },
    ];
  }
  return [
    { from: ATTACKER, to: SERVER, label: "the recorded ClientHello", protection: "clear", carries: [] },
    {
      from: SERVER,
      to: ATTACKER,
      label: "ServerHello: another random, another key share",
      protection: "clear",
      carries: [],
      act: (state, ctx) => {
        state.values["old secret"] = state.values["server secret"]!;
        return inventServerSecret(state, ctx);
      },
    },
    {
      from: ATTACKER,
      to: SERVER,
      label: "the recorded request",
      protection: "tls",
      carries: [],
      act: (state) => {
        const recorded = tagOf(secretOf(state, ["client secret", "old secret"]), "request");
        if (!equalBytes(recorded, tagOf(sessionSecret(state), "request")))
          return "bad_record_mac: the record was made for another connection";
        state.handled++;
        state.compromised = true;
        return undefined;
      },
    },
  ];
}

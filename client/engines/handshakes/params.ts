/** Parameters of the handshakes engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  flow: {
    kind: "choice",
    label: "Flow",
    help: "Who shakes hands with whom.",
    default: "oauth-code",
    options: [
      { value: "tls12", label: "TLS 1.2" },
      { value: "tls13", label: "TLS 1.3" },
      { value: "tls13-early", label: "TLS 1.3, resumed, early data (0-RTT)" },
      { value: "mtls", label: "TLS 1.3, both sides prove themselves (mTLS)" },
      { value: "oauth-code", label: "OAuth 2.0, authorization code" },
      { value: "oidc", label: "OpenID Connect (single sign-on)" },
      { value: "client-credentials", label: "OAuth 2.0, client credentials" },
    ],
  },
  attacker: {
    kind: "choice",
    label: "Attacker",
    help: "Who else is there, and what is tried. Where it has no target, nothing happens.",
    default: "none",
    options: [
      { value: "none", label: "nobody" },
      { value: "eavesdropper", label: "listens on the network" },
      { value: "interceptor", label: "catches the code on the victim's device" },
      { value: "csrf", label: "slips in a code of its own (CSRF)" },
      { value: "replay", label: "sends again what it recorded" },
      { value: "impersonator", label: "pretends to be the client" },
    ],
  },
  pkce: {
    kind: "flag",
    label: "PKCE",
    help: "The code is worth nothing without the secret whose hash it was asked for with.",
    default: true,
  },
  state: {
    kind: "flag",
    label: "State parameter",
    help: "The app remembers a random value in the browser's session, and expects it back with the code.",
    default: true,
  },
  encrypted: {
    kind: "flag",
    label: "OAuth over TLS",
    help: "Without it everything that OAuth sends is in the clear. The TLS flows are not concerned.",
    default: true,
  },
  antiReplay: {
    kind: "flag",
    label: "Tickets once only",
    help: "The server remembers which resumption tickets were used with early data.",
    default: false,
  },
  roundTrip: {
    kind: "number",
    label: "Round trip",
    help: "To the other side and back, whichever two they are.",
    default: 80,
    min: 1,
    max: 2000,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

export function isTls(flow: string): boolean {
  return flow.startsWith("tls") || flow === "mtls";
}

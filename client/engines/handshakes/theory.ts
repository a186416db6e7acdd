/** What RFCs say of the flows: round trips before the request, and which attack succeeds. */
import { isTls, type Params } from "./params.ts";

/** TCP's one, and TLS's: two in 1.2, one in 1.3, none with early data. */
export function roundTripsBeforeRequest({ flow, attacker }: Params): number | undefined {
  // Who is turned away never gets to send a request.
  if (!isTls(flow) || (attacker === "impersonator" && flow !== "tls12" && flow !== "tls13")) return undefined;
  if (flow === "tls12") return 3;
  return flow === "tls13-early" ? 1 : 2;
}

/** 1 where the attack succeeds. */
export function attackSucceeds(values: Params): 0 | 1 {
  const { flow, attacker, pkce, state, encrypted, antiReplay } = values;
  if (isTls(flow)) {
    // Plain TLS tells the client who the server is, and the server nothing of the client.
    if (attacker === "impersonator") return flow === "tls12" || flow === "tls13" ? 1 : 0;
    return attacker === "replay" && flow === "tls13-early" && !antiReplay ? 1 : 0;
  }
  if (attacker === "eavesdropper") return encrypted ? 0 : 1;
  if (flow === "client-credentials") return 0;
  if (attacker === "interceptor") return pkce ? 0 : 1;
  // Each of the three alone ties the code to this browser's session.
  return attacker === "csrf" && !state && !pkce && flow !== "oidc" ? 1 : 0;
}

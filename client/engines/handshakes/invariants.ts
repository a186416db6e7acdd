/** What must hold after every message, whatever the attacker tries. */
import { lanesOf } from "./conversation.ts";
import { isTls } from "./params.ts";
import type { State } from "./state.ts";
import { attackSucceeds } from "./theory.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, known, compromised } = state;
  const lanes = lanesOf(state);
  if (state.messages.some(({ from, to }) => lanes[from] === undefined || lanes[to] === undefined))
    return "a message goes to nobody";
  if (compromised && attackSucceeds(params) === 0) return "an attack succeeded that must not";
  // Who pretends to be the client is an end of its own connection, and may read it.
  const outside = params.attacker !== "impersonator";
  if (outside && isTls(params.flow) && (known.includes("request") || known.includes("response")))
    return "the attacker reads what TLS protects";
  if (params.attacker === "none" && known.length > 0) return "nobody listens, and yet something is known";
  const secret = known.find((name) => name === "verifier" || name === "password" || name === "client secret");
  if (params.encrypted && secret !== undefined) return `the attacker knows the ${secret}, which TLS protects`;
  if (params.pkce && params.attacker === "interceptor" && known.includes("access token"))
    return "a code was exchanged without its verifier";
  return state.requestAt >= 0 && state.answerAt >= 0 && state.answerAt < state.requestAt + 2
    ? "an answer came sooner than a round trip after the request"
    : undefined;
}

/** Flows as RFCs describe them, and the attacks that they were written against. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  tls12: {
    title: "TLS 1.2",
    help: "RFC 5246: two round trips after TCP's, and the certificate in the clear.",
    params: { flow: "tls12", attacker: "eavesdropper" },
  },
  tls13: {
    title: "TLS 1.3",
    help: "RFC 8446: one round trip after TCP's, and only the server's name in the clear.",
    params: { flow: "tls13", attacker: "eavesdropper" },
  },
  "early-data-replay": {
    title: "Early data, sent twice",
    help: "0-RTT: the request leaves with the first flight, and whoever records it can send it again.",
    params: { flow: "tls13-early", attacker: "replay" },
  },
  mtls: {
    title: "Mutual TLS against a stranger",
    help: "The server asks for a certificate; without its private key the handshake ends.",
    params: { flow: "mtls", attacker: "impersonator" },
  },
  "code-without-pkce": {
    title: "Authorization code, intercepted",
    help: "RFC 7636's own scenario: another app on the device catches the code and exchanges it.",
    params: { flow: "oauth-code", pkce: false, attacker: "interceptor" },
  },
  "code-with-pkce": {
    title: "Authorization code with PKCE, intercepted",
    help: "The same theft: the code without the verifier is refused.",
    params: { flow: "oauth-code", pkce: true, attacker: "interceptor" },
  },
  "login-csrf": {
    title: "Login by another's code",
    help: "Neither state nor PKCE: the victim's browser signs in to the attacker's account.",
    params: { flow: "oauth-code", pkce: false, state: false, attacker: "csrf" },
  },
  oidc: {
    title: "Single sign-on by OpenID Connect",
    help: "An ID token, signed, for this app and this login: the nonce says so.",
    params: { flow: "oidc" },
  },
  "client-credentials": {
    title: "Service to service",
    help: "No user: a secret for a token, a token for each call.",
    params: { flow: "client-credentials" },
  },
  "bearer-in-the-clear": {
    title: "A bearer token without TLS",
    help: "Whoever reads it has it: RFC 6750 demands TLS for this reason.",
    params: { flow: "client-credentials", encrypted: false, attacker: "eavesdropper" },
  },
};

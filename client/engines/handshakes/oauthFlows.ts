/** OAuth 2.0 and OpenID Connect as sequences of messages; codes, hashes, tokens and signatures are made and checked in earnest. */
import type { Params } from "./params.ts";
import { utf8Bytes } from "./primitives/base64url.ts";
import { signToken, verifyToken } from "./primitives/jsonWebToken.ts";
import { isProofKey, proofKeyChallenge, proofKeyVerifier } from "./primitives/proofKey.ts";
import { type Context, invent, type Protection, randomBytes, type State, type Step } from "./state.ts";

const BROWSER = 0;
const APP = 1;
const ISSUER = 2;
const API = 3;
const ATTACKER = 4;

export const OAUTH_LANES = ["browser", "app", "auth server", "API", "attacker"];

const ISSUER_NAME = "https://issuer.example";
const NOW_SECONDS = 1_700_000_000;
const LIFETIME_SECONDS = 300;

export function oauthSteps(values: Params): Step[] {
  if (values.flow === "client-credentials") return clientCredentials(values);
  const { attacker } = values;
  const begin = authorization(values);
  if (attacker === "interceptor") return [...begin, ...interception(values)];
  if (attacker === "csrf") return [...begin.slice(0, 2), ...forgery(values)];
  if (attacker === "impersonator") return guess(values);
  const whole = [...begin, ...callback(values, BROWSER), ...redemption(values), ...use(values, APP)];
  if (attacker === "replay") return [...whole, ...secondRedemption(values)];
  return attacker === "eavesdropper" && !values.encrypted ? [...whole, ...use(values, ATTACKER)] : whole;
}

/** On the network every message of OAuth has the same protection; the browser's are seen by other apps besides. */
function protection({ encrypted }: Params, browser = false): Protection {
  if (!encrypted) return "clear";
  return browser ? "browser" : "tls";
}

/** RFC 6749, section 4.1, steps A to C: until the browser holds the code. */
function authorization(values: Params): Step[] {
  const front = protection(values, true);
  const tls = protection(values);
  const asks = ["state", ...(values.pkce ? ["challenge"] : [])];
  const shown = `${values.state ? ", state" : ""}${values.pkce ? ", code_challenge" : ""}`;
  return [
    { from: BROWSER, to: APP, label: "GET /login", protection: tls, carries: [] },
    {
      from: APP,
      to: BROWSER,
      label: `302 /authorize?client_id${shown}`,
      protection: front,
      carries: asks,
      act: (state, ctx) => {
        prepare(state, ctx);
        return undefined;
      },
    },
    { from: BROWSER, to: ISSUER, label: "GET /authorize", protection: front, carries: asks },
    { from: ISSUER, to: BROWSER, label: "sign-in page", protection: tls, carries: [] },
    { from: BROWSER, to: ISSUER, label: "password, consent", protection: tls, carries: ["password"] },
    {
      from: ISSUER,
      to: BROWSER,
      label: `302 /callback?code${values.state ? ", state" : ""}`,
      protection: front,
      carries: ["code", ...(values.state ? ["state"] : [])],
      act: (state, ctx) => {
        const { challenge = "", nonce = "" } = state.values;
        issue(state, invent(state, ctx, "code"), "victim", challenge, nonce);
        return undefined;
      },
    },
  ];
}

/** What the app remembers in this browser's session. */
function prepare(state: State, ctx: Context): void {
  const { values, params } = state;
  invent(state, ctx, "state");
  values["sent state"] = values.state!;
  invent(state, ctx, "issuer key");
  if (params.flow === "oidc") invent(state, ctx, "nonce");
  values.verifier = params.pkce ? proofKeyVerifier(randomBytes(ctx, "verifier")) : "";
  values.challenge = params.pkce ? proofKeyChallenge(values.verifier) : "";
}

function issue(state: State, code: string, subject: string, challenge: string, nonce: string): void {
  state.codes.set(code, { subject, challenge, nonce, used: false });
}

/** Step D's first half: the browser brings the code to the app, which compares the state. */
function callback(values: Params, from: number): Step[] {
  return [
    {
      from,
      to: APP,
      label: `GET /callback?code${values.state ? ", state" : ""}`,
      protection: protection(values, true),
      carries: ["code"],
      act: ({ values: held, params }) => {
        if (params.state && held.state !== held["sent state"]) return "the state is not this session's";
        return undefined;
      },
    },
  ];
}

/** RFC 6749, section 4.1.3, and RFC 7636, section 4.6. */
function redeem(state: State, code: string, verifier: string): { subject: string; nonce: string } | string {
  const issued = state.codes.get(code);
  if (issued === undefined) return "invalid_grant: no such code";
  if (issued.used) return "invalid_grant: the code was used before";
  if (state.codesExpired) return "invalid_grant: the code has expired";
  if (issued.challenge !== "" && !isProofKey(verifier, issued.challenge))
    return "invalid_grant: the verifier does not fit the code's challenge";
  // RFC 9700, section 2.1.1: a verifier for a code without a challenge is a downgrade, and refused.
  if (issued.challenge === "" && verifier !== "")
    return "invalid_grant: the code was issued without a challenge";
  issued.used = true;
  return { subject: issued.subject, nonce: issued.nonce };
}

const claimsOf = (subject: string, audience: string, nonce: string) => ({
  iss: ISSUER_NAME,
  sub: subject,
  aud: audience,
  exp: NOW_SECONDS + LIFETIME_SECONDS,
  ...(nonce === "" ? {} : { nonce }),
});

const keyOf = (state: State): Uint8Array => utf8Bytes(state.values["issuer key"]!);

/** The app exchanges the code that it was brought. */
function redemption(values: Params): Step[] {
  const tls = protection(values);
  const oidc = values.flow === "oidc";
  return [
    {
      from: APP,
      to: ISSUER,
      label: `POST /token: code${values.pkce ? ", code_verifier" : ""}`,
      protection: tls,
      carries: ["code", ...(values.pkce ? ["verifier"] : [])],
      act: (state) => {
        const grant = redeem(state, state.values.code!, state.values.verifier ?? "");
        if (typeof grant === "string") return grant;
        state.values["access token"] = signToken(claimsOf(grant.subject, "api", ""), keyOf(state));
        state.values["id token"] = signToken(claimsOf(grant.subject, "app", grant.nonce), keyOf(state));
        return undefined;
      },
    },
    {
      from: ISSUER,
      to: APP,
      label: oidc ? "access token, ID token" : "access token",
      protection: tls,
      carries: ["access token", ...(oidc ? ["id token"] : [])],
      act: (state) => (oidc ? signIn(state) : undefined),
    },
  ];
}

/** OpenID Connect Core, section 3.1.3.7: for this app, from this issuer, and for this login. */
function signIn(state: State): string | undefined {
  const expected = { issuer: ISSUER_NAME, audience: "app", nowSeconds: NOW_SECONDS };
  const verdict = verifyToken(state.values["id token"]!, keyOf(state), expected);
  if (!verdict.ok) return `the ID token is refused: ${verdict.reason}`;
  if (verdict.claims.nonce !== state.values.nonce) return "the ID token's nonce is not this session's";
  state.signedInAs = String(verdict.claims.sub);
  return undefined;
}

/** Whoever bears the token gets the data: RFC 6750. */
function use(values: Params, bearer: number): Step[] {
  const tls = protection(values);
  return [
    {
      from: bearer,
      to: API,
      label: "GET /data, Authorization: Bearer …",
      protection: tls,
      carries: ["access token"],
      request: bearer === APP,
      act: (state) => {
        const expected = { issuer: ISSUER_NAME, audience: "api", nowSeconds: NOW_SECONDS };
        const verdict = verifyToken(state.values["access token"] ?? "", keyOf(state), expected);
        if (!verdict.ok) return `401: the token is refused: ${verdict.reason}`;
        state.handled++;
        state.values.served = String(verdict.claims.sub);
        return undefined;
      },
    },
    {
      from: API,
      to: bearer,
      label: "200 data",
      protection: tls,
      carries: ["data"],
      act: (state) => {
        if (bearer === ATTACKER) state.compromised = true;
        else if (state.answerAt < 0) state.answerAt = state.clocks[API]! + 1;
        // The victim works in the attacker's account without knowing it.
        if (state.values.served === "attacker") state.compromised = true;
        return undefined;
      },
    },
  ];
}

/** RFC 7636, section 1: another app has registered the same address, and the code ends there. */
function interception(values: Params): Step[] {
  const tls = protection(values);
  return [
    {
      from: BROWSER,
      to: ATTACKER,
      label: "the callback, caught by another app",
      protection: "browser",
      carries: ["code"],
    },
    {
      from: ATTACKER,
      to: ISSUER,
      label: `POST /token: code${values.pkce ? ", a guessed verifier" : ""}`,
      protection: tls,
      carries: [],
      act: (state, ctx) => {
        const guessed = values.pkce ? proofKeyVerifier(randomBytes(ctx, "guess")) : "";
        return takeToken(state, guessed);
      },
    },
    { from: ISSUER, to: ATTACKER, label: "access token", protection: tls, carries: ["access token"] },
    ...use(values, ATTACKER),
  ];
}

function takeToken(state: State, verifier: string): string | undefined {
  const grant = redeem(state, state.values.code!, verifier);
  if (typeof grant === "string") return grant;
  state.values["access token"] = signToken(claimsOf(grant.subject, "api", ""), keyOf(state));
  return undefined;
}

/** RFC 9700, section 4.7: the attacker begins a flow of its own and makes the victim's browser end it. */
function forgery(values: Params): Step[] {
  const tls = protection(values);
  return [
    {
      from: ATTACKER,
      to: ISSUER,
      label: "signs in to its own account",
      protection: tls,
      carries: [],
      act: (state, ctx) => {
        const own = values.pkce
          ? proofKeyChallenge(proofKeyVerifier(randomBytes(ctx, "attacker verifier")))
          : "";
        const nonce = values.flow === "oidc" ? invent(state, ctx, "attacker nonce") : "";
        issue(state, invent(state, ctx, "code"), "attacker", own, nonce);
        state.values["sent state"] = invent(state, ctx, "attacker state");
        return undefined;
      },
    },
    { from: ISSUER, to: ATTACKER, label: "a code for the attacker's account", protection: tls, carries: [] },
    {
      from: ATTACKER,
      to: BROWSER,
      label: "a page that loads /callback with this code",
      protection: tls,
      carries: [],
    },
    ...callback(values, BROWSER).map((step) => ({ ...step, carries: [] })),
    ...redemption(values),
    ...use(values, APP),
  ];
}

/** A code from the browser's history, after the app has used it. */
function secondRedemption(values: Params): Step[] {
  return [
    {
      from: ATTACKER,
      to: ISSUER,
      label: "POST /token: the code from the history",
      protection: protection(values),
      carries: [],
      act: (state) => {
        const refused = takeToken(state, state.values.verifier ?? "");
        if (refused === undefined) state.compromised = true;
        return refused;
      },
    },
  ];
}

/** Nobody gave it anything: it makes up a code, or a client's secret. */
function guess(values: Params): Step[] {
  return [
    {
      from: ATTACKER,
      to: ISSUER,
      label: "POST /token: a made-up code",
      protection: protection(values),
      carries: [],
      act: (state, ctx) => {
        prepare(state, ctx);
        state.values.code = invent(state, ctx, "guessed code");
        return takeToken(state, "");
      },
    },
    ...use(values, ATTACKER),
  ];
}

/** RFC 6749, section 4.4. */
function clientCredentials(values: Params): Step[] {
  const tls = protection(values);
  const pretends = values.attacker === "impersonator";
  const client = pretends ? ATTACKER : APP;
  const steps: Step[] = [
    {
      from: client,
      to: ISSUER,
      label: "POST /token: client_id, client_secret",
      protection: tls,
      carries: pretends ? [] : ["client secret"],
      act: (state, ctx) => {
        prepare(state, ctx);
        const registered = invent(state, ctx, "client secret");
        const sent = pretends ? invent(state, ctx, "guess") : registered;
        if (sent !== registered) return "invalid_client: the secret is wrong";
        state.values["access token"] = signToken(claimsOf("app", "api", ""), keyOf(state));
        return undefined;
      },
    },
    { from: ISSUER, to: client, label: "access token", protection: tls, carries: ["access token"] },
    ...use(values, client),
  ];
  const stolen = values.attacker === "eavesdropper" && !values.encrypted;
  return stolen ? [...steps, ...use(values, ATTACKER)] : steps;
}

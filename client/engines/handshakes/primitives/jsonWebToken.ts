/**
 * JSON Web Tokens signed with HMAC-SHA256 (RFC 7519; RFC 7515, HS256), for parties that share a key. Verification accepts this one
 * algorithm, whatever the token's header asks for: accepting the header's word is the classic hole (RFC 8725, section 3.1).
 */
import { base64urlDecode, base64urlEncode, utf8Bytes } from "./base64url.ts";
import { equalBytes, hmacSha256 } from "./sha256.ts";

export type TokenClaims = Readonly<Record<string, unknown>>;

export interface TokenExpectation {
  readonly issuer: string;
  readonly audience: string;
  /** Seconds since 1970, as `exp` and `nbf` are. */
  readonly nowSeconds: number;
}

export type TokenVerdict =
  | { readonly ok: true; readonly claims: TokenClaims }
  | {
      readonly ok: false;
      readonly reason: "malformed" | "algorithm" | "signature" | "issuer" | "audience" | "expired" | "early";
    };

const HEADER = { alg: "HS256", typ: "JWT" };

export function signToken(claims: TokenClaims, key: Uint8Array): string {
  const signed = `${encoded(HEADER)}.${encoded(claims)}`;
  return `${signed}.${base64urlEncode(hmacSha256(key, utf8Bytes(signed)))}`;
}

/** Checks form, algorithm, signature, issuer, audience and times, in this order; nothing of a token is used before its
 *  signature holds. */
export function verifyToken(token: string, key: Uint8Array, expected: TokenExpectation): TokenVerdict {
  const [header, payload, signature, ...rest] = token.split(".");
  const tag = signature === undefined ? undefined : base64urlDecode(signature);
  const head = decoded(header);
  if (tag === undefined || head === undefined || rest.length > 0) return { ok: false, reason: "malformed" };
  if (head.alg !== "HS256") return { ok: false, reason: "algorithm" };
  if (!equalBytes(tag, hmacSha256(key, utf8Bytes(`${header}.${payload}`))))
    return { ok: false, reason: "signature" };
  const claims = decoded(payload);
  if (claims === undefined) return { ok: false, reason: "malformed" };
  if (claims.iss !== expected.issuer) return { ok: false, reason: "issuer" };
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (!audiences.includes(expected.audience)) return { ok: false, reason: "audience" };
  // A token that says nothing of its end would be valid for ever.
  if (!(typeof claims.exp === "number" && expected.nowSeconds < claims.exp))
    return { ok: false, reason: "expired" };
  const early = typeof claims.nbf === "number" && expected.nowSeconds < claims.nbf;
  return early ? { ok: false, reason: "early" } : { ok: true, claims };
}

function encoded(value: unknown): string {
  return base64urlEncode(utf8Bytes(JSON.stringify(value)));
}

function decoded(part: string | undefined): TokenClaims | undefined {
  const bytes = part === undefined ? undefined : base64urlDecode(part);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(utf8Text(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as TokenClaims)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Escapes each byte and lets the language decode them; throws URIError when they are no UTF-8. */
function utf8Text(bytes: Uint8Array): string {
  let escaped = "";
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, "0")}`;
  return decodeURIComponent(escaped);
}

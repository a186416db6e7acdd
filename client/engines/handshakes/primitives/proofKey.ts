/**
 * Proof Key for Code Exchange (RFC 7636): the client shows the hash of a secret when it asks for a code, and the secret when it
 * exchanges the code. Whoever steals the code on its way through the browser has neither. Only the method S256 is offered:
 * `plain` protects nothing once the first request is seen.
 */
import { base64urlEncode, utf8Bytes } from "./base64url.ts";
import { equalBytes, sha256 } from "./sha256.ts";

/** Section 4.1: unreserved characters, at least 43 and at most 128 of them. */
const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

/** The verifier for 32 random bytes of the platform's secure source. @throws RangeError when there are fewer. */
export function proofKeyVerifier(randomBytes: Uint8Array): string {
  if (randomBytes.length < 32)
    throw new RangeError(`a verifier needs 32 random bytes, not ${randomBytes.length}`);
  return base64urlEncode(randomBytes.subarray(0, 32));
}

/** What is sent with the authorization request: BASE64URL(SHA256(verifier)). */
export function proofKeyChallenge(verifier: string): string {
  return base64urlEncode(sha256(utf8Bytes(verifier)));
}

/** Whether the verifier sent with the code is the one whose challenge the code was issued for. */
export function isProofKey(verifier: string, challenge: string): boolean {
  return VERIFIER.test(verifier) && equalBytes(utf8Bytes(proofKeyChallenge(verifier)), utf8Bytes(challenge));
}

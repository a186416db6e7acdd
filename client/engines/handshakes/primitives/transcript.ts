/**
 * How two parties of a handshake make sure that they saw the same messages: each hashes what it sent and received, and proves
 * that hash under a key which only the two can have (TLS 1.3's Finished: RFC 8446, section 4.4). Whoever altered or added a
 * message in transit, even an unprotected one, is found out here.
 */
import { utf8Bytes } from "./base64url.ts";
import { hkdfExpand } from "./hkdf.ts";
import { equalBytes, hmacSha256, joinedBytes, sha256 } from "./sha256.ts";

/** The hash of all messages so far, with this one added. */
export function extendTranscript(transcript: Uint8Array, message: Uint8Array): Uint8Array {
  return sha256(joinedBytes(transcript, sha256(message)));
}

/** The proof that the sender's transcript is this one. */
export function finishedProof(
  secret: Uint8Array,
  transcript: Uint8Array,
  role: "client" | "server",
): Uint8Array {
  const key = hkdfExpand(secret, utf8Bytes(`${role} finished`), 32);
  return hmacSha256(key, transcript);
}

export function isFinishedProof(
  proof: Uint8Array,
  secret: Uint8Array,
  transcript: Uint8Array,
  role: "client" | "server",
): boolean {
  return equalBytes(proof, finishedProof(secret, transcript, role));
}

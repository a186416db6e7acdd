/** Hashes, keys, proofs and tokens: the vectors of the standards, and Node's own implementation as a second opinion. */
import assert from "node:assert/strict";
import { createHash, createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import {
  base64urlDecode,
  base64urlEncode,
  utf8Bytes,
} from "../../../client/engines/handshakes/primitives/base64url.ts";
import { hkdfExpand, hkdfExtract } from "../../../client/engines/handshakes/primitives/hkdf.ts";
import { signToken, verifyToken } from "../../../client/engines/handshakes/primitives/jsonWebToken.ts";
import {
  isProofKey,
  proofKeyChallenge,
  proofKeyVerifier,
} from "../../../client/engines/handshakes/primitives/proofKey.ts";
import { equalBytes, hmacSha256, sha256 } from "../../../client/engines/handshakes/primitives/sha256.ts";
import {
  extendTranscript,
  finishedProof,
  isFinishedProof,
} from "../../../client/engines/handshakes/primitives/transcript.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = (length: number, max: number) =>
  fc.uint8Array({ minLength: length, maxLength: max, size: "max" });

describe("SHA-256", () => {
  it("gives the digests of FIPS 180-4's examples", () => {
    const vectors: readonly [string, string][] = [
      ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
      ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
      [
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
      ],
      ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
    ];
    for (const [text, digest] of vectors) assert.equal(hex(sha256(utf8Bytes(text))), digest);
  });

  it("agrees with Node's, plain and with a key, for any length around its blocks", () => {
    fc.assert(
      fc.property(bytes(0, 300), bytes(0, 100), (message, key) => {
        assert.equal(hex(sha256(message)), createHash("sha256").update(message).digest("hex"));
        assert.equal(hex(hmacSha256(key, message)), createHmac("sha256", key).update(message).digest("hex"));
      }),
      { seed: 1, numRuns: 300 },
    );
    // RFC 4231, test case 2.
    assert.equal(
      hex(hmacSha256(utf8Bytes("Jefe"), utf8Bytes("what do ya want for nothing?"))),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  it("compares without telling where", () => {
    assert.ok(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)));
    assert.ok(!equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)));
    assert.ok(!equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1)));
  });
});

describe("HKDF", () => {
  it("derives what RFC 5869's first case says, and what Node derives", () => {
    const salt = Uint8Array.from({ length: 13 }, (_, i) => i);
    const info = Uint8Array.from({ length: 10 }, (_, i) => 0xf0 + i);
    const key = hkdfExtract(salt, new Uint8Array(22).fill(0x0b));
    assert.equal(hex(key), "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    assert.equal(
      hex(hkdfExpand(key, info, 42)),
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    );
    fc.assert(
      fc.property(
        bytes(1, 80),
        bytes(0, 40),
        bytes(0, 40),
        fc.integer({ min: 1, max: 200 }),
        (input, some, why, length) => {
          const ours = hkdfExpand(hkdfExtract(some, input), why, length);
          assert.equal(hex(ours), Buffer.from(hkdfSync("sha256", input, some, why, length)).toString("hex"));
        },
      ),
      { seed: 2, numRuns: 100 },
    );
    assert.throws(() => hkdfExpand(key, info, 255 * 32 + 1), RangeError);
  });
});

describe("base64url and UTF-8", () => {
  it("agree with Node's, and decode what they encode and nothing else", () => {
    fc.assert(
      fc.property(bytes(0, 60), fc.string({ unit: "binary", maxLength: 40 }), (some, text) => {
        const encoded = base64urlEncode(some);
        assert.equal(encoded, Buffer.from(some).toString("base64url"));
        assert.deepEqual(base64urlDecode(encoded), some);
        assert.equal(hex(utf8Bytes(text)), hex(new TextEncoder().encode(text)));
      }),
      { seed: 3, numRuns: 60 },
    );
    for (const bad of ["A", "A+==", "AB", "a/b_", "äöüx"]) assert.equal(base64urlDecode(bad), undefined, bad);
    // A lone half of a surrogate pair.
    assert.equal(hex(utf8Bytes("\ud800x")), "efbfbd78");
  });
});

describe("proof key", () => {
  it("is RFC 7636's: appendix B", () => {
    const octets = [116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186];
    const rest = [22, 212, 37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121];
    const verifier = proofKeyVerifier(Uint8Array.of(...octets, ...rest));
    assert.equal(verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assert.equal(proofKeyChallenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    assert.ok(isProofKey(verifier, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
  });

  it("accepts no other verifier, none that is too short, and not the challenge itself", () => {
    const verifier = proofKeyVerifier(new Uint8Array(32).fill(7));
    const challenge = proofKeyChallenge(verifier);
    assert.ok(!isProofKey(`${verifier.slice(0, -1)}A`, challenge));
    assert.ok(!isProofKey(challenge, challenge));
    assert.ok(!isProofKey("short", proofKeyChallenge("short")));
    assert.throws(() => proofKeyVerifier(new Uint8Array(16)), RangeError);
  });
});

describe("tokens", () => {
  const key = utf8Bytes("a key of the issuer and the API");
  const expected = { issuer: "issuer", audience: "api", nowSeconds: 1000 };
  const claims = { iss: "issuer", aud: "api", sub: "somebody äö", exp: 1300 };
  const reason = (token: string, at = expected) => {
    const verdict = verifyToken(token, key, at);
    return verdict.ok ? "ok" : verdict.reason;
  };

  it("are signed as RFC 7515, appendix A.1, says", () => {
    const rfcKey = base64urlDecode(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    )!;
    const token =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9" +
      ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ" +
      ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const at = { issuer: "joe", audience: "anyone", nowSeconds: 1300819379 };
    // The signature and the issuer hold; the example has no audience, which we demand.
    assert.deepEqual(verifyToken(token, rfcKey, at), { ok: false, reason: "audience" });
    assert.deepEqual(verifyToken(token, key, at), { ok: false, reason: "signature" });
  });

  it("hold what was signed, and are refused for each reason there is", () => {
    const token = signToken(claims, key);
    assert.deepEqual(verifyToken(token, key, expected), { ok: true, claims });
    const [header, payload, tag] = token.split(".") as [string, string, string];
    const forged = base64urlEncode(utf8Bytes(JSON.stringify({ ...claims, sub: "admin" })));
    assert.equal(reason(`${header}.${forged}.${tag}`), "signature");
    // The classic: the header asks for no signature at all.
    const none = base64urlEncode(utf8Bytes('{"alg":"none"}'));
    assert.equal(reason(`${none}.${payload}.`), "algorithm");
    assert.equal(reason(`${none}.${payload}.${tag}`), "algorithm");
    assert.equal(reason(token, { ...expected, issuer: "other" }), "issuer");
    assert.equal(reason(token, { ...expected, audience: "other" }), "audience");
    assert.equal(reason(token, { ...expected, nowSeconds: 1300 }), "expired");
    assert.equal(reason(signToken({ ...claims, nbf: 1001 }, key)), "early");
    assert.equal(reason(signToken({ iss: "issuer", aud: ["x", "api"] }, key)), "expired");
    for (const broken of ["", "a.b", `${token}.x`, `!.${payload}.${tag}`])
      assert.equal(reason(broken), "malformed");
  });
});

describe("transcripts", () => {
  it("prove that both sides saw the same, in the same order, and who says so", () => {
    const start = new Uint8Array(32);
    const [a, b] = [utf8Bytes("hello"), utf8Bytes("certificate")];
    const both = extendTranscript(extendTranscript(start, a), b);
    const secret = utf8Bytes("shared");
    assert.ok(isFinishedProof(finishedProof(secret, both, "server"), secret, both, "server"));
    const swapped = extendTranscript(extendTranscript(start, b), a);
    assert.ok(!isFinishedProof(finishedProof(secret, both, "server"), secret, swapped, "server"));
    assert.ok(!isFinishedProof(finishedProof(secret, both, "server"), secret, both, "client"));
    assert.ok(!isFinishedProof(finishedProof(utf8Bytes("other"), both, "server"), secret, both, "server"));
  });
});

/** The hash functions: published vectors, and other implementations on random texts and bytes in the same run. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import imurmurhash from "imurmurhash";
import xxhash from "xxhash-wasm";
import { xxHash32, xxHash32Bytes } from "../../../client/engines/bloom-filter/primitives/xxHash32.ts";
import { xxHash64, xxHash64Bytes } from "../../../client/engines/bloom-filter/primitives/xxHash64.ts";
import {
  murmur3,
  murmur3Bytes,
  murmur3Pair,
} from "../../../client/engines/consistent-hashing/primitives/murmur3.ts";
import { encodeUtf8, Utf8Buffer } from "../../../client/engines/consistent-hashing/primitives/utf8.ts";

const out = new Uint32Array(2);
const hex64 = (): string => [...out].map((half) => half.toString(16).padStart(8, "0")).join("");
const ofText = (text: string, seedLow = 0, seedHigh = 0): string => {
  xxHash64(text, out, seedLow, seedHigh);
  return hex64();
};

/** Any UTF-16, lone surrogates included, and lengths on both sides of every branch. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
);
const anySeed = fc.integer({ min: 0, max: 0xffffffff });

describe("bloom-filter hashes", () => {
  it("xxHash gives the published values", () => {
    assert.equal(xxHash32(""), 0x02cc5d05);
    assert.equal(xxHash32("", 0x9e3779b1), 0x36b78ae7);
    assert.equal(xxHash32("abc"), 0x32d153ff);
    assert.equal(xxHash32("Nobody inspects the spammish repetition"), 0xe2293b2f);
    assert.equal(ofText(""), "ef46db3751d8e999");
    assert.equal(ofText("abc"), "44bc2cf5ad770999");
    assert.equal(ofText("Nobody inspects the spammish repetition"), "fbcea83c8a378bf1");
  });

  it("text is hashed as the UTF-8 that every encoder makes of it", () => {
    const buffer = new Utf8Buffer();
    fc.assert(
      fc.property(anyText, (text) => {
        const expected = new TextEncoder().encode(text);
        assert.deepEqual(encodeUtf8(text), expected);
        buffer.set(text);
        assert.deepEqual(buffer.bytes.slice(0, buffer.length), expected);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("the buffer grows with a long text and shrinks after it", () => {
    const buffer = new Utf8Buffer();
    const long = "naïve ".repeat(40_000);
    buffer.set(long);
    assert.equal(buffer.length, Buffer.byteLength(long));
    buffer.set("short");
    assert.ok(buffer.bytes.length < 1000);
    assert.equal(Buffer.from(buffer.bytes.subarray(0, buffer.length)).toString(), "short");
  });

  it("equal xxhash-wasm on any text, bytes and seed", async () => {
    const peer = await xxhash();
    fc.assert(
      fc.property(anyText, anySeed, anySeed, (text, low, high) => {
        assert.equal(xxHash32(text, low), peer.h32(text, low));
        const seed = (BigInt(high) << 32n) | BigInt(low);
        assert.equal(ofText(text, low, high), peer.h64(text, seed).toString(16).padStart(16, "0"));
        const bytes = new TextEncoder().encode(text + text);
        assert.equal(xxHash32Bytes(bytes, low), peer.h32Raw(bytes, low));
        xxHash64Bytes(bytes, out, low, high);
        assert.equal(hex64(), peer.h64Raw(bytes, seed).toString(16).padStart(16, "0"));
      }),
      { seed: 2, numRuns: 500 },
    );
    const source = readFileSync(createRequire(import.meta.url).resolve("xxhash-wasm"), "utf8");
    assert.equal(xxHash32(source), peer.h32(source));
    assert.equal(ofText(source), peer.h64(source).toString(16).padStart(16, "0"));
  });

  it("murmur3 equals imurmurhash on ASCII, where UTF-16 units and UTF-8 bytes are the same", () => {
    const ascii = fc.string({ unit: "binary-ascii", maxLength: 100 });
    fc.assert(
      fc.property(ascii, anySeed, (text, seed) => {
        assert.equal(murmur3(text, seed), imurmurhash(text, seed).result());
      }),
      { seed: 3, numRuns: 500 },
    );
    // Beyond, that package folds UTF-16 units and is not the reference's hash; ours hashes the bytes.
    assert.notEqual(imurmurhash("日本語").result(), murmur3("日本語"));
    assert.equal(murmur3("日本語"), murmur3Bytes(Buffer.from("日本語")));
  });

  it("a pair is murmur3 under the seed and under its complement", () => {
    fc.assert(
      fc.property(anyText, anySeed, (text, seed) => {
        murmur3Pair(text, out, seed);
        assert.deepEqual([...out], [murmur3(text, seed), murmur3(text, ~seed)]);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

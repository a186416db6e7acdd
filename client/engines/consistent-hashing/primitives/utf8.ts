/**
 * Text as UTF-8 bytes in a buffer that is used again and again: hashing a short key must not allocate. A lone surrogate
 * becomes U+FFFD, as in every UTF-8 encoder (The Unicode Standard, section 3.9).
 */

/** Beyond it the buffer is not kept: one long text must not hold memory for ever. */
const KEPT_BYTES = 1 << 16;
/** The first byte of a sequence by how many follow. */
const LEAD = [0, 0xc0, 0xe0, 0xf0];

export class Utf8Buffer {
  /** The text's bytes come first; what lies beyond `length` is left over. */
  bytes = new Uint8Array(256);
  length = 0;

  /** Replaces the content with `text`. */
  set(text: string): void {
    const units = text.length;
    this.#reserve(units);
    const { bytes } = this;
    for (let i = 0; i < units; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        this.#encode(text, i);
        return;
      }
      bytes[i] = code;
    }
    this.length = units;
  }

  /** Goes on from the first character that is not ASCII. */
  #encode(text: string, from: number): void {
    const { length } = text;
    this.#reserve(from + (length - from) * 3);
    const { bytes } = this;
    let at = from;
    for (let i = from; i < length; i++) {
      let code = text.codePointAt(i)!;
      if (code > 0xffff) i++;
      else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
      if (code < 0x80) {
        bytes[at++] = code;
        continue;
      }
      const rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[at++] = LEAD[rest]! | (code >> (6 * rest));
      for (let shift = 6 * (rest - 1); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((code >> shift) & 0x3f);
    }
    this.length = at;
  }

  #reserve(size: number): void {
    const { bytes } = this;
    const isFit = size <= bytes.length && (bytes.length <= KEPT_BYTES || size > KEPT_BYTES);
    if (isFit) return;
    const next = new Uint8Array(Math.max(256, size));
    next.set(bytes.subarray(0, Math.min(bytes.length, next.length)));
    this.bytes = next;
  }
}

/** The bytes of `text` in an array of their own. */
export function encodeUtf8(text: string): Uint8Array {
  const buffer = new Utf8Buffer();
  buffer.set(text);
  return buffer.bytes.slice(0, buffer.length);
}

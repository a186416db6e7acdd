/**
 * UTF-8 (RFC 3629), in plain arithmetic: text encoders are no part of the language itself and so not the same wherever
 * engines run. Halves of surrogate pairs that stand alone, and bytes that are no UTF-8, become U+FFFD, as the WHATWG
 * Encoding Standard has it.
 */

const REPLACEMENT = 0xfffd;

/** The code point at `at`; it takes two units of the string when it is above 0xffff. */
function codePointAt(text: string, at: number): number {
  const point = text.codePointAt(at)!;
  return point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point;
}

/** Bytes that the text takes. */
export function utf8Length(text: string): number {
  let ascii = 0;
  while (ascii < text.length && text.charCodeAt(ascii) < 0x80) ascii++;
  let length = ascii;
  for (let i = ascii; i < text.length; i++) {
    const point = codePointAt(text, i);
    if (point > 0xffff) i++;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Writes the text to `target`, which must have room, and returns where it ends. */
export function writeUtf8(text: string, target: Uint8Array, from: number): number {
  let to = from;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      target[to++] = unit;
      continue;
    }
    const point = codePointAt(text, i);
    if (point < 0x800) {
      target[to++] = 0xc0 | (point >> 6);
    } else if (point < 0x10000) {
      target[to++] = 0xe0 | (point >> 12);
      target[to++] = 0x80 | ((point >> 6) & 0x3f);
    } else {
      i++;
      target[to++] = 0xf0 | (point >> 18);
      target[to++] = 0x80 | ((point >> 12) & 0x3f);
      target[to++] = 0x80 | ((point >> 6) & 0x3f);
    }
    target[to++] = 0x80 | (point & 0x3f);
  }
  return to;
}

/** The text of the bytes in [from, to). */
export function readUtf8(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let at = from;
  while (at < to) {
    const lead = bytes[at++]!;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    const more =
      lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    let point = more === 0 ? REPLACEMENT : lead & (0x3f >> more);
    for (let i = 0; i < more; i++) {
      const next = at < to ? bytes[at]! : 0;
      // The first continuation is bounded further: no overlong forms, no surrogates, nothing above U+10FFFF.
      const low = i > 0 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      const high = i > 0 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      if (next < low || next > high) {
        point = REPLACEMENT;
        break;
      }
      point = (point << 6) | (next & 0x3f);
      at++;
    }
    text += String.fromCodePoint(point);
  }
  return text;
}

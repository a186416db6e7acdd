/**
 * Writing and reading bytes: whole numbers of fixed and variable length, floats and text. Variable-length numbers are
 * LEB128, seven bits a byte with the lowest first, the top bit saying that more follow; signed ones are mapped to 0, −1, 1,
 * −2 … first ("zigzag"), so that small magnitudes stay short (Protocol Buffers, "Encoding"; Apache Avro specification,
 * "Binary encoding"). Numbers go up to ±(2^53 − 1), what a double holds exactly.
 */
import { readUtf8, utf8Length, writeUtf8 } from "./utf8.ts";

const TWO_32 = 0x100000000;

/** Bytes that end too early, or that no writer of the format can have written. */
export class MalformedBytesError extends Error {
  /** Where reading stopped, in bytes from the beginning. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} at byte ${offset}`);
    this.name = "MalformedBytesError";
    this.offset = offset;
  }
}

export class ByteWriter {
  #bytes: Uint8Array;
  #view: DataView | undefined;
  /** Bytes written so far. */
  length = 0;

  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(Math.max(16, capacity));
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.length++] = value;
  }

  bytes(values: Uint8Array): void {
    this.#room(values.length);
    this.#bytes.set(values, this.length);
    this.length += values.length;
  }

  /** @throws RangeError unless value is a whole number from 0 to 2^53 − 1. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`no varint can hold ${value}`);
    this.#room(8);
    let rest = value;
    for (; rest >= TWO_32; rest = Math.floor(rest / 128)) this.#bytes[this.length++] = (rest % 128) | 0x80;
    for (; rest > 127; rest >>>= 7) this.#bytes[this.length++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.length++] = rest;
  }

  /** @throws RangeError unless value is a whole number within ±2^52. */
  zigzag(value: number): void {
    if (!Number.isSafeInteger(value) || value > 0xfffffffffffff || value < -0x10000000000000) {
      throw new RangeError(`no zigzag varint here can hold ${value}`);
    }
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  uint16(value: number, littleEndian: boolean): void {
    this.#room(2);
    this.#ownView().setUint16(this.length, value, littleEndian);
    this.length += 2;
  }

  uint32(value: number, littleEndian: boolean): void {
    this.#room(4);
    this.#ownView().setUint32(this.length, value, littleEndian);
    this.length += 4;
  }

  /** Two's complement, 64 bits. */
  int64(value: number, littleEndian: boolean): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number of up to 53 bits`);
    const high = Math.floor(value / TWO_32);
    const low = value - high * TWO_32;
    this.uint32(littleEndian ? low : high, littleEndian);
    this.uint32(littleEndian ? high : low, littleEndian);
  }

  float32(value: number, littleEndian: boolean): void {
    this.#room(4);
    this.#ownView().setFloat32(this.length, value, littleEndian);
    this.length += 4;
  }

  float64(value: number, littleEndian: boolean): void {
    this.#room(8);
    this.#ownView().setFloat64(this.length, value, littleEndian);
    this.length += 8;
  }

  /** The text's UTF-8 bytes, without their number. */
  text(text: string): void {
    const length = utf8Length(text);
    this.#room(length);
    writeUtf8(text, this.#bytes, this.length);
    this.length += length;
  }

  /** Not every format needs one. */
  #ownView(): DataView {
    this.#view ??= new DataView(this.#bytes.buffer);
    return this.#view;
  }

  #room(count: number): void {
    const wanted = this.length + count;
    if (wanted <= this.#bytes.length) return;
    const wider = new Uint8Array(Math.max(wanted, 2 * this.#bytes.length));
    wider.set(this.#bytes);
    this.#bytes = wider;
    this.#view = undefined;
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  /** Where the next byte comes from. */
  offset: number;

  /** Reads from `from` up to `to`, by default all. */
  constructor(bytes: Uint8Array, from = 0, to = bytes.length) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offset = from;
    this.#end = to;
  }

  /** Bytes that are left. */
  get left(): number {
    return this.#end - this.offset;
  }

  byte(): number {
    this.#need(1);
    return this.#bytes[this.offset++]!;
  }

  /** A view of the next bytes, not a copy. */
  bytes(count: number): Uint8Array {
    this.#need(count);
    const from = this.offset;
    this.offset += count;
    return this.#bytes.subarray(from, this.offset);
  }

  /** @throws MalformedBytesError when it is longer than ten bytes or above 2^53 − 1. */
  varint(): number {
    const from = this.offset;
    const first = this.byte();
    // Most are short.
    if (first < 0x80) return first;
    let value = first & 0x7f;
    let weight = 128;
    for (let i = 1; i < 10; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) break;
        return value;
      }
      weight *= 128;
    }
    throw new MalformedBytesError("a varint beyond 53 bits", from);
  }

  zigzag(): number {
    const value = this.varint();
    if (value < 0x80000000) return (value >>> 1) ^ -(value & 1);
    const half = Math.floor(value / 2);
    return value % 2 === 0 ? half : -half - 1;
  }

  uint16(littleEndian: boolean): number {
    this.#need(2);
    this.offset += 2;
    return this.#view.getUint16(this.offset - 2, littleEndian);
  }

  uint32(littleEndian: boolean): number {
    this.#need(4);
    this.offset += 4;
    return this.#view.getUint32(this.offset - 4, littleEndian);
  }

  /** @throws MalformedBytesError beyond ±(2^53 − 1). */
  int64(littleEndian: boolean): number {
    const from = this.offset;
    const first = this.uint32(littleEndian);
    const second = this.uint32(littleEndian);
    const value = ((littleEndian ? second : first) | 0) * TWO_32 + (littleEndian ? first : second);
    if (!Number.isSafeInteger(value)) throw new MalformedBytesError("a whole number beyond 53 bits", from);
    return value;
  }

  float32(littleEndian: boolean): number {
    this.#need(4);
    this.offset += 4;
    return this.#view.getFloat32(this.offset - 4, littleEndian);
  }

  float64(littleEndian: boolean): number {
    this.#need(8);
    this.offset += 8;
    return this.#view.getFloat64(this.offset - 8, littleEndian);
  }

  /** UTF-8 text of so many bytes; what is not UTF-8 becomes U+FFFD. */
  text(byteCount: number): string {
    this.#need(byteCount);
    this.offset += byteCount;
    return readUtf8(this.#bytes, this.offset - byteCount, this.offset);
  }

  #need(count: number): void {
    if (!(count >= 0 && count <= this.left)) {
      throw new MalformedBytesError(`${count} bytes wanted, ${this.left} left`, this.offset);
    }
  }
}

/** Bytes of an unsigned varint. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length++;
  return length;
}

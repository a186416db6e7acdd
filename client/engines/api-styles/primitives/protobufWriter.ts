/**
 * Writes protocol buffers' wire format (protobuf.dev, Encoding): fields by number instead of name, integers seven bits to a byte.
 * Fields with their default (0, false, "") are left out, as proto3 does.
 */

const WIRE_VARINT = 0;
const WIRE_LENGTH = 2;
/** Whole numbers beyond are not exact. */
const LARGEST = 0x1fffffffffffff;

export class ProtobufWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** int32, uint64, bool and enum fields. @throws RangeError for no whole number from 0 to 2^53 − 1. */
  unsigned(field: number, value: number): this {
    if (value === 0) return this;
    this.#tag(field, WIRE_VARINT);
    this.#varint(value);
    return this;
  }

  /** sint32 and sint64 fields: small negative numbers stay short. */
  signed(field: number, value: number): this {
    return this.unsigned(field, value < 0 ? -2 * value - 1 : 2 * value);
  }

  bool(field: number, value: boolean): this {
    return this.unsigned(field, value ? 1 : 0);
  }

  /** UTF-8; half surrogate pairs become the replacement character. */
  text(field: number, value: string): this {
    return value === "" ? this : this.bytes(field, utf8(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, WIRE_LENGTH);
    this.#varint(value.length);
    this.#append(value);
    return this;
  }

  /** A message inside this one; also when it is empty, since it is there. */
  message(field: number, write: (nested: ProtobufWriter) => void): this {
    const nested = new ProtobufWriter();
    write(nested);
    return this.bytes(field, nested.finish());
  }

  /** A repeated field of integers, one length for all. */
  packed(field: number, values: readonly number[]): this {
    if (values.length === 0) return this;
    const nested = new ProtobufWriter();
    for (const value of values) nested.#varint(value);
    return this.bytes(field, nested.finish());
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #tag(field: number, wireType: number): void {
    if (!Number.isInteger(field) || field < 1 || field > 0x1fffffff)
      throw new RangeError(`field numbers go from 1 to 2^29 − 1, not ${field}`);
    this.#varint(field * 8 + wireType);
  }

  #varint(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > LARGEST)
      throw new RangeError(`a whole number from 0 to 2^53 − 1, not ${value}`);
    this.#reserve(8);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  #append(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  #reserve(more: number): void {
    let size = this.#bytes.length;
    while (size < this.#length + more) size *= 2;
    if (size === this.#bytes.length) return;
    const wider = new Uint8Array(size);
    wider.set(this.#bytes);
    this.#bytes = wider;
  }
}

function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) {
    const raw = letter.codePointAt(0)!;
    const point = raw >= 0xd800 && raw <= 0xdfff ? 0xfffd : raw;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000)
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      );
  }
  return Uint8Array.from(bytes);
}

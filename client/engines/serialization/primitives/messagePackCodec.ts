/**
 * MessagePack (specification at github.com/msgpack/msgpack/blob/master/spec.md): JSON's model in binary, each value with a
 * byte that says its type and, if short, its length. Whole numbers take the shortest form. Names are still in every record.
 * Extension types are refused; binary data are `Uint8Array`.
 */
import { ByteReader, ByteWriter, MalformedBytesError } from "./bytes.ts";
import {
  checkedField,
  fieldOrDefault,
  fieldsByName,
  MAX_RECORD_NESTING,
  type RecordCodec,
  SchemaMismatchError,
} from "./recordSchema.ts";
import { utf8Length } from "./utf8.ts";

export type MessagePackValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly MessagePackValue[]
  | { readonly [name: string]: MessagePackValue };

export function encodeMessagePack(value: MessagePackValue): Uint8Array {
  const writer = new ByteWriter(128);
  write(writer, value);
  return writer.finish();
}

/** @throws MalformedBytesError for anything but exactly one value. */
export function decodeMessagePack(bytes: Uint8Array): MessagePackValue {
  const reader = new ByteReader(bytes);
  const value = read(reader, 0);
  if (reader.left > 0) throw new MalformedBytesError("more than one value", reader.offset);
  return value;
}

function write(writer: ByteWriter, value: MessagePackValue): void {
  if (value === null) writer.byte(0xc0);
  else if (typeof value === "boolean") writer.byte(value ? 0xc3 : 0xc2);
  else if (typeof value === "number") writeNumber(writer, value);
  else if (typeof value === "string") writeText(writer, value);
  else if (value instanceof Uint8Array) {
    writeLength(writer, value.length, [0xc4, 0xc5, 0xc6]);
    writer.bytes(value);
  } else if (Array.isArray(value)) {
    if (value.length < 16) writer.byte(0x90 | value.length);
    else writeLength(writer, value.length, [undefined, 0xdc, 0xdd]);
    for (const item of value) write(writer, item);
  } else {
    const entries = Object.entries(value);
    if (entries.length < 16) writer.byte(0x80 | entries.length);
    else writeLength(writer, entries.length, [undefined, 0xde, 0xdf]);
    for (const [name, item] of entries) {
      writeText(writer, name);
      write(writer, item);
    }
  }
}

function writeNumber(writer: ByteWriter, value: number): void {
  // −0 is no whole number here: it would lose its sign.
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    writer.byte(0xcb);
    writer.float64(value, false);
  } else if (value >= 0) writeUnsigned(writer, value);
  else writeNegative(writer, value);
}

function writeUnsigned(writer: ByteWriter, value: number): void {
  if (value < 0x80) writer.byte(value);
  else if (value < 0x100) {
    writer.byte(0xcc);
    writer.byte(value);
  } else if (value < 0x10000) {
    writer.byte(0xcd);
    writer.uint16(value, false);
  } else if (value < 0x100000000) {
    writer.byte(0xce);
    writer.uint32(value, false);
  } else {
    writer.byte(0xcf);
    writer.int64(value, false);
  }
}

function writeNegative(writer: ByteWriter, value: number): void {
  if (value >= -0x20) writer.byte(value & 0xff);
  else if (value >= -0x80) {
    writer.byte(0xd0);
    writer.byte(value & 0xff);
  } else if (value >= -0x8000) {
    writer.byte(0xd1);
    writer.uint16(value & 0xffff, false);
  } else if (value >= -0x80000000) {
    writer.byte(0xd2);
    writer.uint32(value >>> 0, false);
  } else {
    writer.byte(0xd3);
    writer.int64(value, false);
  }
}

function writeText(writer: ByteWriter, text: string): void {
  const length = utf8Length(text);
  if (length < 32) writer.byte(0xa0 | length);
  else writeLength(writer, length, [0xd9, 0xda, 0xdb]);
  writer.text(text);
}

/** The type's bytes for lengths of 8, 16 and 32 bits, then the length. */
function writeLength(
  writer: ByteWriter,
  length: number,
  types: readonly [number | undefined, number, number],
): void {
  if (types[0] !== undefined && length < 0x100) {
    writer.byte(types[0]);
    writer.byte(length);
  } else if (length < 0x10000) {
    writer.byte(types[1]);
    writer.uint16(length, false);
  } else {
    writer.byte(types[2]);
    writer.uint32(length, false);
  }
}

function read(reader: ByteReader, depth: number): MessagePackValue {
  if (depth > MAX_RECORD_NESTING) throw new MalformedBytesError("nested too deeply", reader.offset);
  const type = reader.byte();
  if (type < 0x80) return type;
  if (type < 0x90) return readMap(reader, type & 0x0f, depth);
  if (type < 0xa0) return readList(reader, type & 0x0f, depth);
  if (type < 0xc0) return reader.text(type & 0x1f);
  if (type >= 0xe0) return type - 0x100;
  return readTyped(reader, type, depth);
}

function readTyped(reader: ByteReader, type: number, depth: number): MessagePackValue {
  switch (type) {
    case 0xc0:
      return null;
    case 0xc2:
    case 0xc3:
      return type === 0xc3;
    case 0xc4:
    case 0xc5:
    case 0xc6:
      return reader.bytes(lengthOf(reader, type - 0xc4)).slice();
    case 0xca:
      return reader.float32(false);
    case 0xcb:
      return reader.float64(false);
    case 0xd9:
    case 0xda:
    case 0xdb:
      return reader.text(lengthOf(reader, type - 0xd9));
    case 0xdc:
    case 0xdd:
      return readList(reader, lengthOf(reader, type - 0xdb), depth);
    case 0xde:
    case 0xdf:
      return readMap(reader, lengthOf(reader, type - 0xdd), depth);
    default:
      return readInteger(reader, type);
  }
}

/** Lengths of 8, 16 or 32 bits by number. */
function lengthOf(reader: ByteReader, size: number): number {
  return size === 0 ? reader.byte() : size === 1 ? reader.uint16(false) : reader.uint32(false);
}

function readInteger(reader: ByteReader, type: number): number {
  switch (type) {
    case 0xcc:
      return reader.byte();
    case 0xcd:
      return reader.uint16(false);
    case 0xce:
      return reader.uint32(false);
    case 0xcf: {
      const value = reader.int64(false);
      if (value >= 0) return value;
      throw new MalformedBytesError("a whole number beyond 53 bits", reader.offset - 8);
    }
    case 0xd0:
      return (reader.byte() << 24) >> 24;
    case 0xd1:
      return (reader.uint16(false) << 16) >> 16;
    case 0xd2:
      return reader.uint32(false) | 0;
    case 0xd3:
      return reader.int64(false);
    default:
      throw new MalformedBytesError(`type ${type.toString(16)}`, reader.offset - 1);
  }
}

function readList(reader: ByteReader, count: number, depth: number): MessagePackValue[] {
  // Each item takes a byte at least: a length beyond that must not make a reader allocate.
  if (count > reader.left) throw new MalformedBytesError(`a list of ${count}`, reader.offset);
  return Array.from({ length: count }, () => read(reader, depth + 1));
}

function readMap(reader: ByteReader, count: number, depth: number): MessagePackValue {
  if (2 * count > reader.left) throw new MalformedBytesError(`a map of ${count}`, reader.offset);
  const entries: [string, MessagePackValue][] = [];
  for (let i = 0; i < count; i++) {
    const name = read(reader, depth + 1);
    if (typeof name !== "string") throw new MalformedBytesError("a name that is no text", reader.offset);
    entries.push([name, read(reader, depth + 1)]);
  }
  // Not by assignment, to which a name like __proto__ would mean something else.
  return Object.fromEntries(entries);
}

export const messagePackCodec: RecordCodec = {
  name: "MessagePack",
  encode: (schema, value) =>
    encodeMessagePack(
      Object.fromEntries(
        schema.fields.map((field) => [
          field.name,
          checkedField(field.type, fieldOrDefault(field, value), field.name),
        ]),
      ) as MessagePackValue,
    ),
  decode: (bytes, reader) => {
    const value = decodeMessagePack(bytes);
    if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Uint8Array) {
      throw new SchemaMismatchError("no map");
    }
    return fieldsByName(reader, value as Readonly<Record<string, unknown>>);
  },
};

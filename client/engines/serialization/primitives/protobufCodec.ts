/**
 * The wire format of Protocol Buffers, proto3 (protobuf.dev/programming-guides/encoding): each field with its number and
 * wire type, without names; `int` is int64, lists of numbers are packed. A field at its type's zero is not written, fields of
 * unknown number are skipped, and what is missing is zero: a default of the schema does not exist here.
 */
import { ByteReader, ByteWriter, MalformedBytesError } from "./bytes.ts";
import {
  checkedField,
  type FieldType,
  type FieldValue,
  fieldOrDefault,
  MAX_RECORD_NESTING,
  type RecordCodec,
  type RecordSchema,
  type RecordValue,
} from "./recordSchema.ts";
import { utf8Length } from "./utf8.ts";

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

export const protobufCodec: RecordCodec = {
  name: "Protobuf",
  encode: (schema, value) => {
    const writer = new ByteWriter();
    writeRecord(writer, schema, value);
    return writer.finish();
  },
  decode: (bytes, reader) => readRecord(new ByteReader(bytes), reader, 0),
};

function wireType(type: FieldType): number {
  if (type === "boolean" || type === "int") return VARINT;
  return type === "double" ? FIXED64 : DELIMITED;
}

function writeRecord(writer: ByteWriter, schema: RecordSchema, value: RecordValue): void {
  for (const field of schema.fields) {
    const { type } = field;
    const own = checkedField(type, fieldOrDefault(field, value), field.name);
    if (typeof type === "object" && "items" in type) {
      writeList(writer, field.number, type.items, own as readonly FieldValue[]);
    } else if (!isZero(own)) {
      writer.varint(field.number * 8 + wireType(type));
      writeValue(writer, type, own);
    }
  }
}

function isZero(value: FieldValue): boolean {
  return value === false || value === "" || Object.is(value, 0);
}

function writeList(
  writer: ByteWriter,
  number: number,
  items: FieldType,
  values: readonly FieldValue[],
): void {
  if (values.length === 0) return;
  if (wireType(items) !== DELIMITED) {
    const packed = new ByteWriter();
    for (const value of values) writeValue(packed, items, value);
    writer.varint(number * 8 + DELIMITED);
    writer.varint(packed.length);
    writer.bytes(packed.finish());
    return;
  }
  for (const value of values) {
    writer.varint(number * 8 + DELIMITED);
    writeValue(writer, items, value);
  }
}

function writeValue(writer: ByteWriter, type: FieldType, value: FieldValue): void {
  if (type === "boolean") writer.byte(value === true ? 1 : 0);
  else if (type === "int") writeInt64(writer, value as number);
  else if (type === "double") writer.float64(value as number, true);
  else if (type === "string") {
    writer.varint(utf8Length(value as string));
    writer.text(value as string);
  } else if ("record" in type) {
    const nested = new ByteWriter();
    writeRecord(nested, type.record, value as RecordValue);
    writer.varint(nested.length);
    writer.bytes(nested.finish());
  } else throw new RangeError("lists of lists have no form in Protocol Buffers");
}

/** Negative numbers are two's complement of 64 bits and so ten bytes long. */
function writeInt64(writer: ByteWriter, value: number): void {
  if (value >= 0) {
    writer.varint(value);
    return;
  }
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) writer.byte(Number(rest & 127n) | 0x80);
  writer.byte(Number(rest));
}

function readInt64(reader: ByteReader): number {
  const from = reader.offset;
  const first = reader.byte();
  if (first < 0x80) return first;
  const second = reader.byte();
  if (second < 0x80) return (first & 127) + second * 128;
  // Longer ones may be negative, and then need all 64 bits.
  reader.offset = from;
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.byte();
    value |= BigInt(byte & 127) << shift;
    if (byte >= 0x80) continue;
    const signed = Number(BigInt.asIntN(64, value));
    if (Number.isSafeInteger(signed)) return signed;
    break;
  }
  throw new MalformedBytesError("a whole number beyond 53 bits", from);
}

function readRecord(reader: ByteReader, schema: RecordSchema, depth: number): RecordValue {
  if (depth > MAX_RECORD_NESTING) throw new MalformedBytesError("nested too deeply", reader.offset);
  const byNumber = new Map(schema.fields.map((field) => [field.number, field]));
  const record: Record<string, FieldValue> = {};
  for (const field of schema.fields) record[field.name] = zeroOf(field.type, depth);
  while (reader.left > 0) {
    const key = reader.varint();
    const field = byNumber.get(Math.floor(key / 8));
    const wire = key % 8;
    if (key < 8) throw new MalformedBytesError("a field without number", reader.offset);
    const type = field?.type;
    if (field === undefined || type === undefined) skip(reader, wire);
    else if (typeof type === "object" && "items" in type) {
      const list = [...(record[field.name] as readonly FieldValue[])];
      if (readItems(reader, type.items, wire, depth, list)) record[field.name] = list;
      else skip(reader, wire);
    } else if (wire === wireType(type)) record[field.name] = readValue(reader, type, depth);
    // A known number with another wire type is treated as unknown.
    else skip(reader, wire);
  }
  return record;
}

/** Packed or one by one, as readers must accept both; false when the wire type fits neither. */
function readItems(
  reader: ByteReader,
  items: FieldType,
  wire: number,
  depth: number,
  list: FieldValue[],
): boolean {
  if (wire === wireType(items)) {
    list.push(readValue(reader, items, depth));
    return true;
  }
  if (wire !== DELIMITED) return false;
  const packed = new ByteReader(reader.bytes(reader.varint()));
  while (packed.left > 0) list.push(readValue(packed, items, depth));
  return true;
}

function zeroOf(type: FieldType, depth: number): FieldValue {
  if (type === "boolean") return false;
  if (type === "string") return "";
  if (typeof type === "string") return 0;
  return "items" in type ? [] : readRecord(new ByteReader(new Uint8Array(0)), type.record, depth + 1);
}

function readValue(reader: ByteReader, type: FieldType, depth: number): FieldValue {
  if (type === "boolean") return readInt64(reader) !== 0;
  if (type === "int") return readInt64(reader);
  if (type === "double") return reader.float64(true);
  const length = reader.varint();
  if (type === "string") return reader.text(length);
  if ("record" in type) return readRecord(new ByteReader(reader.bytes(length)), type.record, depth + 1);
  throw new RangeError("lists of lists have no form in Protocol Buffers");
}

function skip(reader: ByteReader, wire: number): void {
  if (wire === VARINT) {
    for (let i = 0; reader.byte() >= 0x80; i++)
      if (i === 9) throw new MalformedBytesError("a long varint", reader.offset);
  } else if (wire === FIXED64) reader.bytes(8);
  else if (wire === FIXED32) reader.bytes(4);
  else if (wire === DELIMITED) reader.bytes(reader.varint());
  else throw new MalformedBytesError(`wire type ${wire}`, reader.offset);
}

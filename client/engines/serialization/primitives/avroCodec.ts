/**
 * Avro's binary encoding (Apache Avro 1.11 specification): values in the order of the schema and nothing else, neither names
 * nor numbers. So a reader needs the writer's schema, and resolves it with its own: fields by name or alias, missing ones
 * from the default, superfluous ones skipped, whole numbers promoted to doubles.
 */
import { ByteReader, ByteWriter, MalformedBytesError } from "./bytes.ts";
import {
  checkedField,
  type FieldType,
  type FieldValue,
  fieldOrDefault,
  fieldTypeName,
  MAX_RECORD_NESTING,
  type RecordCodec,
  type RecordSchema,
  type RecordValue,
  SchemaMismatchError,
} from "./recordSchema.ts";
import { utf8Length } from "./utf8.ts";

export const avroCodec: RecordCodec = {
  name: "Avro",
  encode: (schema, value) => {
    const writer = new ByteWriter();
    writeRecord(writer, schema, value);
    return writer.finish();
  },
  decode: (bytes, reader, writer) => {
    const source = new ByteReader(bytes);
    const record = readRecord(source, writer, reader, 0);
    if (source.left > 0) throw new MalformedBytesError("more than the schema says", source.offset);
    return record;
  },
};

/** One value of any type, as the specification's examples show them. */
export function encodeAvro(type: FieldType, value: FieldValue): Uint8Array {
  const writer = new ByteWriter();
  writeValue(writer, type, checkedField(type, value, "the value"));
  return writer.finish();
}

function writeRecord(writer: ByteWriter, schema: RecordSchema, value: RecordValue): void {
  for (const field of schema.fields) {
    writeValue(writer, field.type, checkedField(field.type, fieldOrDefault(field, value), field.name));
  }
}

function writeValue(writer: ByteWriter, type: FieldType, value: FieldValue): void {
  if (type === "boolean") writer.byte(value === true ? 1 : 0);
  else if (type === "int") writer.zigzag(value as number);
  else if (type === "double") writer.float64(value as number, true);
  else if (type === "string") {
    writer.zigzag(utf8Length(value as string));
    writer.text(value as string);
  } else if ("record" in type) writeRecord(writer, type.record, value as RecordValue);
  else {
    const list = value as readonly FieldValue[];
    if (list.length > 0) writer.zigzag(list.length);
    for (const item of list) writeValue(writer, type.items, item);
    writer.zigzag(0);
  }
}

function readRecord(
  source: ByteReader,
  writer: RecordSchema,
  reader: RecordSchema,
  depth: number,
): RecordValue {
  if (depth > MAX_RECORD_NESTING) throw new MalformedBytesError("nested too deeply", source.offset);
  const record: Record<string, FieldValue> = {};
  for (const written of writer.fields) {
    const field =
      reader.fields.find(({ name }) => name === written.name) ??
      reader.fields.find(({ aliases }) => aliases?.includes(written.name));
    const value = readValue(source, written.type, field?.type ?? written.type, depth);
    if (field !== undefined) record[field.name] = value;
  }
  for (const field of reader.fields) record[field.name] ??= fieldOrDefault(field, {});
  return record;
}

function readValue(source: ByteReader, written: FieldType, wanted: FieldType, depth: number): FieldValue {
  if (typeof written === "object" && typeof wanted === "object") {
    if ("record" in written && "record" in wanted) {
      return readRecord(source, written.record, wanted.record, depth + 1);
    }
    if ("items" in written && "items" in wanted)
      return readList(source, written.items, wanted.items, depth + 1);
  } else if (written === wanted || (written === "int" && wanted === "double")) {
    if (written === "boolean") return source.byte() === 1;
    if (written === "int") return source.zigzag();
    if (written === "double") return source.float64(true);
    return source.text(source.zigzag());
  }
  throw new SchemaMismatchError(`${fieldTypeName(written)} was written, ${fieldTypeName(wanted)} is wanted`);
}

/** Blocks of items, each with its count; a negative count is followed by the block's bytes. */
function readList(source: ByteReader, written: FieldType, wanted: FieldType, depth: number): FieldValue {
  if (depth > MAX_RECORD_NESTING) throw new MalformedBytesError("nested too deeply", source.offset);
  const list: FieldValue[] = [];
  for (;;) {
    let count = source.zigzag();
    if (count === 0) return list;
    if (count < 0) {
      count = -count;
      source.zigzag();
    }
    // Records without fields take no bytes, anything else one at least: a count beyond that must not make a reader allocate.
    if (count > source.left) throw new MalformedBytesError(`a block of ${count}`, source.offset);
    for (let i = 0; i < count; i++) list.push(readValue(source, written, wanted, depth));
  }
}

/**
 * A plain binary layout, as a program writes its structures: fields in order, whole numbers and doubles in eight bytes,
 * lengths in two, nothing that says what is what. Fast and simple, as long as both sides agree to the byte: a reader with
 * another schema gets an error if it is lucky and wrong values if not.
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
  SchemaMismatchError,
} from "./recordSchema.ts";
import { utf8Length } from "./utf8.ts";

export const fixedCodec: RecordCodec = {
  name: "fixed layout",
  encode: (schema, value) => {
    const writer = new ByteWriter();
    writeRecord(writer, schema, value);
    return writer.finish();
  },
  decode: (bytes, reader) => {
    const source = new ByteReader(bytes);
    const record = readRecord(source, reader, 0);
    if (source.left > 0) throw new MalformedBytesError("more than the schema says", source.offset);
    return record;
  },
};

function writeRecord(writer: ByteWriter, schema: RecordSchema, value: RecordValue): void {
  for (const field of schema.fields) {
    writeValue(writer, field.type, checkedField(field.type, fieldOrDefault(field, value), field.name));
  }
}

function writeLength(writer: ByteWriter, length: number): void {
  if (length > 0xffff) throw new SchemaMismatchError(`a length of ${length} does not fit two bytes`);
  writer.uint16(length, true);
}

function writeValue(writer: ByteWriter, type: FieldType, value: FieldValue): void {
  if (type === "boolean") writer.byte(value === true ? 1 : 0);
  else if (type === "int") writer.int64(value as number, true);
  else if (type === "double") writer.float64(value as number, true);
  else if (type === "string") {
    writeLength(writer, utf8Length(value as string));
    writer.text(value as string);
  } else if ("record" in type) writeRecord(writer, type.record, value as RecordValue);
  else {
    const list = value as readonly FieldValue[];
    writeLength(writer, list.length);
    for (const item of list) writeValue(writer, type.items, item);
  }
}

function readRecord(source: ByteReader, schema: RecordSchema, depth: number): RecordValue {
  if (depth > MAX_RECORD_NESTING) throw new MalformedBytesError("nested too deeply", source.offset);
  return Object.fromEntries(schema.fields.map(({ name, type }) => [name, readValue(source, type, depth)]));
}

function readValue(source: ByteReader, type: FieldType, depth: number): FieldValue {
  if (type === "boolean") return source.byte() !== 0;
  if (type === "int") return source.int64(true);
  if (type === "double") return source.float64(true);
  if (type === "string") return source.text(source.uint16(true));
  if ("record" in type) return readRecord(source, type.record, depth + 1);
  const count = source.uint16(true);
  if (count > source.left) throw new MalformedBytesError(`a list of ${count}`, source.offset);
  return Array.from({ length: count }, () => readValue(source, type.items, depth + 1));
}

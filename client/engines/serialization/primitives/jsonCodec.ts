/** JSON (RFC 8259) in UTF-8: text with every name in every record. Readers go by name. Numbers are doubles, so that whole
 *  ones are exact up to 2^53. Not a number and the infinities, which JSON cannot say, are refused. */
import { ByteWriter, MalformedBytesError } from "./bytes.ts";
import {
  checkedField,
  fieldOrDefault,
  fieldsByName,
  type RecordCodec,
  type RecordSchema,
  type RecordValue,
  SchemaMismatchError,
} from "./recordSchema.ts";
import { readUtf8 } from "./utf8.ts";

export const jsonCodec: RecordCodec = {
  name: "JSON",
  encode: (schema, value) => {
    const writer = new ByteWriter(256);
    writer.text(JSON.stringify(ordered(schema, value), finite));
    return writer.finish();
  },
  decode: (bytes, reader) => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(readUtf8(bytes, 0, bytes.length));
    } catch {
      throw new MalformedBytesError("no JSON", 0);
    }
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      throw new SchemaMismatchError("no JSON object");
    }
    return fieldsByName(reader, parsed as Readonly<Record<string, unknown>>);
  },
};

function ordered(schema: RecordSchema, value: RecordValue): RecordValue {
  return Object.fromEntries(
    schema.fields.map((field) => [
      field.name,
      checkedField(field.type, fieldOrDefault(field, value), field.name),
    ]),
  );
}

function finite(name: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new SchemaMismatchError(`${name} is ${value}, which JSON cannot say`);
  }
  return value;
}

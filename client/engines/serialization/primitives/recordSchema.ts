/**
 * A small schema language that the formats of this folder have in common: records of named and numbered fields. Names are
 * what JSON, MessagePack and Avro go by, numbers what Protocol Buffers go by, the order what Avro and fixed layouts go by.
 */
export type FieldType =
  | "boolean"
  /** A whole number within ±(2^53 − 1). */
  | "int"
  | "double"
  | "string"
  | { readonly items: FieldType }
  | { readonly record: RecordSchema };

export interface RecordField {
  readonly name: string;
  /** From 1, never used again for another field. */
  readonly number: number;
  readonly type: FieldType;
  /** What a reader takes where the data have no such field. */
  readonly default?: FieldValue;
  /** Names that it had before. */
  readonly aliases?: readonly string[];
}

export interface RecordSchema {
  readonly name: string;
  readonly fields: readonly RecordField[];
}

export type FieldValue = boolean | number | string | readonly FieldValue[] | RecordValue;
export interface RecordValue {
  readonly [field: string]: FieldValue;
}

export interface RecordCodec {
  readonly name: string;
  /** @throws SchemaMismatchError when the value does not fit the schema. */
  encode(schema: RecordSchema, value: RecordValue): Uint8Array;
  /** Reads what was written under `writer` as `reader` wants it. Only Avro looks at the writer's schema.
   *  @throws MalformedBytesError for bytes that are not of the format, SchemaMismatchError when the reader cannot have
   *  what it wants. */
  decode(bytes: Uint8Array, reader: RecordSchema, writer: RecordSchema): RecordValue;
}

/** Data that do not have what a schema asks for; the message names the field. */
export class SchemaMismatchError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SchemaMismatchError";
  }
}

/** Nesting of records and lists at most, so that hostile data cannot exhaust the stack. */
export const MAX_RECORD_NESTING = 32;

export function fieldOrDefault(field: RecordField, value: RecordValue): FieldValue {
  const own = Object.hasOwn(value, field.name) ? value[field.name] : field.default;
  if (own === undefined) throw new SchemaMismatchError(`${field.name} is missing`);
  return own;
}

/** The value as the type, or an error that names the field. */
export function checkedField(type: FieldType, value: unknown, name: string): FieldValue {
  if (type === "boolean" && typeof value === "boolean") return value;
  if (type === "int" && typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (type === "double" && typeof value === "number") return value;
  if (type === "string" && typeof value === "string") return value;
  if (typeof type === "object" && "items" in type && Array.isArray(value)) {
    // Scalars are themselves; a list of them need not be made again.
    if (typeof type.items !== "string") return value.map((item) => checkedField(type.items, item, name));
    for (let i = 0; i < value.length; i++) checkedField(type.items, value[i], name);
    return value;
  }
  const nested = typeof type === "object" && "record" in type ? type.record : undefined;
  if (nested !== undefined && typeof value === "object" && value !== null && !Array.isArray(value)) {
    return fieldsByName(nested, value as Readonly<Record<string, unknown>>);
  }
  throw new SchemaMismatchError(`${name} is no ${fieldTypeName(type)}`);
}

/** The reader's fields out of an object that has names: unknown ones are left out, missing ones take their default. */
export function fieldsByName(reader: RecordSchema, object: Readonly<Record<string, unknown>>): RecordValue {
  const record: Record<string, FieldValue> = {};
  for (const field of reader.fields) {
    const name = [field.name, ...(field.aliases ?? [])].find((candidate) => Object.hasOwn(object, candidate));
    record[field.name] =
      name === undefined ? fieldOrDefault(field, {}) : checkedField(field.type, object[name], field.name);
  }
  return record;
}

export function fieldTypeName(type: FieldType): string {
  if (typeof type === "string") return type;
  return "items" in type ? `list of ${fieldTypeName(type.items)}` : type.record.name;
}

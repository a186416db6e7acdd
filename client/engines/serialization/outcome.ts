/** What a reader made of a record, compared with what was written: fields are the same when their numbers are. */
import { MalformedBytesError } from "./primitives/bytes.ts";
import {
  type FieldValue,
  type RecordCodec,
  type RecordSchema,
  type RecordValue,
  SchemaMismatchError,
} from "./primitives/recordSchema.ts";

/** From best to worst. `intact`: every field of the reader that was written has its value. `lost`: one has a default
 *  instead. `wrong`: one has another value, and nobody notices. `refused`: the reader gave an error. */
export const OUTCOMES = ["intact", "lost", "refused", "wrong"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function outcome(
  codec: RecordCodec,
  bytes: Uint8Array,
  writer: RecordSchema,
  reader: RecordSchema,
  written: RecordValue,
): Outcome {
  let read: RecordValue;
  try {
    read = codec.decode(bytes, reader, writer);
  } catch (error) {
    if (error instanceof MalformedBytesError || error instanceof SchemaMismatchError) return "refused";
    throw error;
  }
  let worst: Outcome = "intact";
  for (const field of reader.fields) {
    const source = writer.fields.find(({ number }) => number === field.number);
    const value = read[field.name]!;
    if (source !== undefined && same(value, written[source.name]!)) continue;
    const empty = isEmpty(value) || (field.default !== undefined && same(value, field.default));
    // A new field that nobody wrote is rightly at its default.
    if (source === undefined && empty) continue;
    if (!empty) return "wrong";
    worst = "lost";
  }
  return worst;
}

function isEmpty(value: FieldValue): boolean {
  return value === 0 || value === "" || value === false || (Array.isArray(value) && value.length === 0);
}

function same(one: FieldValue, other: FieldValue): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((item, i) => item === other[i]);
}

/** State of the serialization engine: the versions in use, and what became of the orders by format. */
import type { EngineContext } from "../kernel/engine.ts";
import { OUTCOMES, type Outcome, outcome } from "./outcome.ts";
import type { Params } from "./params.ts";
import { avroCodec } from "./primitives/avroCodec.ts";
import { fixedCodec } from "./primitives/fixedCodec.ts";
import { jsonCodec } from "./primitives/jsonCodec.ts";
import { messagePackCodec } from "./primitives/messagePackCodec.ts";
import { protobufCodec } from "./primitives/protobufCodec.ts";
import type { FieldValue, RecordCodec, RecordSchema, RecordValue } from "./primitives/recordSchema.ts";
import { AMOUNT, CURRENCY, CUSTOMER, ID, newSchema, oldSchema, PAID, QUANTITIES } from "./schemas.ts";

export const CODECS: readonly RecordCodec[] = [
  jsonCodec,
  messagePackCodec,
  protobufCodec,
  avroCodec,
  fixedCodec,
];

export type Context = EngineContext<"json" | "messagePack" | "protobuf" | "avro" | "fixed", "order">;
export const SERIES = ["json", "messagePack", "protobuf", "avro", "fixed"] as const;

export interface State {
  readonly params: Params;
  newWriters: boolean;
  newReaders: boolean;
  orders: number;
  /** By format. */
  readonly bytes: Float64Array;
  /** By format, then by outcome. */
  readonly outcomes: Float64Array;
  /** Of the latest order, by format. */
  readonly lastBytes: Uint8Array[];
  readonly lastOutcomes: Outcome[];
}

export function createState(values: Params): State {
  return {
    params: values,
    newWriters: values.writer === "new",
    newReaders: values.reader === "new",
    orders: 0,
    bytes: new Float64Array(CODECS.length),
    outcomes: new Float64Array(CODECS.length * OUTCOMES.length),
    lastBytes: [],
    lastOutcomes: [],
  };
}

export function schemaOf({ params }: State, isNew: boolean): RecordSchema {
  return isNew ? newSchema(params) : oldSchema(params);
}

/** An order as the schema of its writer has it. */
function randomOrder({ params }: State, schema: RecordSchema, ctx: Context): RecordValue {
  const byNumber = new Map<number, FieldValue>([
    [ID, Math.floor(ctx.random("ids") * params.largest)],
    [CUSTOMER, letters(params.textLength, ctx.random("names"))],
    [AMOUNT, 1000.5 + Math.floor(ctx.random("amounts") * 9000)],
    [PAID, ctx.random("paid") < 0.5],
    [QUANTITIES, Array.from({ length: params.items }, () => Math.floor(ctx.random("quantities") * 100))],
    [CURRENCY, "CHF"],
  ]);
  return Object.fromEntries(schema.fields.map(({ name, number }) => [name, byNumber.get(number)!]));
}

/** A name out of one number, since what it says does not matter. */
function letters(count: number, uniform: number): string {
  let text = "";
  let word = Math.floor(uniform * 0x80000000);
  for (let i = 0; i < count; i++) {
    text += String.fromCharCode(97 + ((word >>> 16) % 26));
    word = (Math.imul(word, 1103515245) + 12345) & 0x7fffffff;
  }
  return text;
}

/** One order is written in every format and read again. */
export function exchange(state: State, ctx: Context): void {
  const writer = schemaOf(state, state.newWriters);
  const reader = schemaOf(state, state.newReaders);
  const order = randomOrder(state, writer, ctx);
  state.orders++;
  CODECS.forEach((codec, i) => {
    const bytes = codec.encode(writer, order);
    const result = outcome(codec, bytes, writer, reader, order);
    state.bytes[i]! += bytes.length;
    state.outcomes[i * OUTCOMES.length + OUTCOMES.indexOf(result)]!++;
    state.lastBytes[i] = bytes;
    state.lastOutcomes[i] = result;
    ctx.observe(SERIES[i]!, bytes.length);
  });
}

/** Orders of a format that came to this end. */
export function count({ outcomes }: State, format: number, result: Outcome): number {
  return outcomes[format * OUTCOMES.length + OUTCOMES.indexOf(result)]!;
}

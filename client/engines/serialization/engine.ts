/** Serialization: one order in five formats, its size, and what happens while writers and readers know different schemas. */
import { defineEngine, type MetricSpec, type TheorySpec } from "../kernel/engine.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { CODECS, type Context, count, createState, exchange, type State } from "./state.ts";
import { avroBytes, fixedBytes, jsonBytes, messagePackBytes, protobufBytes } from "./theory.ts";

const bytesMetric = (format: number): MetricSpec<State> => ({
  title: `${CODECS[format]!.name}, bytes`,
  unit: "bytes",
  value: (state) => (state.orders === 0 ? NaN : state.bytes[format]! / state.orders),
});

const intactMetric = (format: number): MetricSpec<State> => ({
  title: `${CODECS[format]!.name}, read intact`,
  help: "Share of the orders of which the reader got every field that it knows and that was written.",
  unit: "ratio",
  value: (state) => (state.orders === 0 ? NaN : count(state, format, "intact") / state.orders),
});

const bytesSeries = (format: number, theory: string) =>
  ({ title: CODECS[format]!.name, unit: "bytes", aggregation: "mean", points: 300, theory }) as const;

const expectedBytes = (
  formula: string,
  source: string,
  bytes: (values: Params) => number,
): TheorySpec<typeof params> => ({
  formula,
  source,
  // Text and list are of fixed length; what scatters is a few digits or bytes of numbers.
  tolerance: 0.01,
  value: (values) => (values.change === "none" ? bytes(values) : undefined),
});

function check(state: State): string | undefined {
  const { outcomes, orders, params, lastOutcomes, newWriters, newReaders } = state;
  for (let format = 0; format < CODECS.length; format++) {
    const total = outcomes.subarray(format * 4, format * 4 + 4).reduce((sum, own) => sum + own, 0);
    if (total !== orders) return `${CODECS[format]!.name} has ${total} outcomes of ${orders} orders`;
  }
  const changed = params.change !== "none" && newWriters !== newReaders;
  // The latest order was read before an action could change the versions.
  if (params.change === "none" && !changed) {
    const bad = lastOutcomes.findIndex((result) => result !== "intact");
    if (bad >= 0) return `${CODECS[bad]!.name} gives ${lastOutcomes[bad]} under the same schema`;
  }
  // Whatever the change: a format that says what is what never takes one field for another.
  const wrong = lastOutcomes.slice(0, 4).indexOf("wrong");
  return wrong < 0 ? undefined : `${CODECS[wrong]!.name} took one value for another`;
}

export const serialization = defineEngine({
  id: "serialization",
  term: "serialization",
  title: "Serialization",
  kind: "operations",
  summary:
    "One order in JSON, MessagePack, Protocol Buffers, Avro and a fixed layout: how many bytes it takes, and what readers make of it while the schema changes.",
  leavesOut:
    "The time it takes (see the benchmarks), compression, and how readers get Avro's schema of the writer, which a registry or the head of a file would give them.",
  params,
  presets,
  defaultUntil: 200,
  series: {
    json: bytesSeries(0, "jsonBytes"),
    messagePack: bytesSeries(1, "messagePackBytes"),
    protobuf: bytesSeries(2, "protobufBytes"),
    avro: bytesSeries(3, "avroBytes"),
    fixed: bytesSeries(4, "fixedBytes"),
  },
  metrics: {
    jsonBytes: bytesMetric(0),
    messagePackBytes: bytesMetric(1),
    protobufBytes: bytesMetric(2),
    avroBytes: bytesMetric(3),
    fixedBytes: bytesMetric(4),
    jsonIntact: intactMetric(0),
    messagePackIntact: intactMetric(1),
    protobufIntact: intactMetric(2),
    avroIntact: intactMetric(3),
    fixedIntact: intactMetric(4),
    lost: {
      title: "Fields lost",
      help: "Orders, over all formats, in which a field that was written was read as its default.",
      unit: "count",
      value: (state) => CODECS.reduce((sum, _, i) => sum + count(state, i, "lost"), 0),
    },
    refused: {
      title: "Refused",
      help: "Orders, over all formats, that a reader could not read.",
      unit: "count",
      value: (state) => CODECS.reduce((sum, _, i) => sum + count(state, i, "refused"), 0),
    },
    wrong: {
      title: "Wrong, unnoticed",
      help: "Orders, over all formats, in which a field was read as something else.",
      unit: "count",
      value: (state) => CODECS.reduce((sum, _, i) => sum + count(state, i, "wrong"), 0),
    },
  },
  actions: {
    upgradeWriters: {
      title: "Upgrade the writers",
      help: "From now on orders are written by the new schema.",
      run: (state: State) => {
        state.newWriters = true;
      },
    },
    upgradeReaders: {
      title: "Upgrade the readers",
      help: "From now on orders are read by the new schema.",
      run: (state) => {
        state.newReaders = true;
      },
    },
    rollBack: {
      title: "Roll back",
      help: "Writers return to the old schema; readers stay as they are.",
      run: (state) => {
        state.newWriters = false;
      },
    },
  },
  init: (values: Params, ctx: Context) => {
    ctx.schedule(1, "order");
    return createState(values);
  },
  on: {
    order: (state, ctx) => {
      exchange(state, ctx);
      ctx.schedule(1, "order");
    },
  },
  scene,
  describe: (_event, _a, _b, state) =>
    CODECS.map(({ name }, i) => `${name} ${state.lastBytes[i]!.length} ${state.lastOutcomes[i]}`).join(", "),
  check,
  theory: {
    jsonBytes: expectedBytes("Σ names + 3, digits, quotes, commas", "RFC 8259", jsonBytes),
    messagePackBytes: expectedBytes(
      "Σ names + 1, values in the shortest form",
      "MessagePack specification",
      messagePackBytes,
    ),
    protobufBytes: expectedBytes(
      "Σ one byte a field, varints of 7 bits a byte, lengths",
      "Protocol Buffers, Encoding",
      protobufBytes,
    ),
    avroBytes: expectedBytes(
      "Σ zigzag varints and lengths, no names",
      "Apache Avro specification, Binary Encoding",
      avroBytes,
    ),
    fixedBytes: expectedBytes("8 bytes a number, 2 a length", "The layout of the primitive", fixedBytes),
  },
  sweep: { param: "items", from: 0, to: 60, steps: 13 },
});

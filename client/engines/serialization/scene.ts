/** What serialization looks like: bytes by format, the latest order byte by byte, and what its readers made of it. */
import type { Scene, Tone } from "../kernel/scene.ts";
import type { Outcome } from "./outcome.ts";
import { CODECS, count, type State, schemaOf } from "./state.ts";

const CELLS = 64;
/** The format whose bytes are shown: Protocol Buffers, in which a byte can be told from its neighbour. */
const SHOWN = 2;
const TONES: Readonly<Record<Outcome, Tone>> = {
  intact: "good",
  lost: "warn",
  refused: "warn",
  wrong: "bad",
};

export function scene(state: State): Scene {
  const { lastBytes, lastOutcomes, orders } = state;
  return {
    parts: [
      {
        kind: "bars",
        title: "Bytes of an order",
        unit: "bytes",
        bars: CODECS.map(({ name }, i) => ({
          label: name,
          value: orders === 0 ? 0 : state.bytes[i]! / orders,
          tone: TONES[lastOutcomes[i] ?? "intact"],
        })),
      },
      {
        kind: "table",
        title: "What readers made of the orders",
        columns: ["Format", "intact", "field lost", "refused", "wrong", "latest"],
        rows: CODECS.map(({ name }, i) => ({
          cells: [
            name,
            String(count(state, i, "intact")),
            String(count(state, i, "lost")),
            String(count(state, i, "refused")),
            String(count(state, i, "wrong")),
            lastOutcomes[i] ?? "none yet",
          ],
          tone: TONES[lastOutcomes[i] ?? "intact"],
        })),
      },
      {
        kind: "cells",
        title: `Latest order in ${CODECS[SHOWN]!.name}, byte by byte`,
        columns: 16,
        cells: Array.from((lastBytes[SHOWN] ?? new Uint8Array(0)).subarray(0, CELLS), (byte) => ({
          label: byte.toString(16).padStart(2, "0"),
          detail: byte >= 32 && byte < 127 ? String.fromCharCode(byte) : String(byte),
          tone: byte >= 97 && byte < 123 ? "muted" : ("neutral" as Tone),
        })),
      },
      {
        kind: "table",
        title: "Schemas in use",
        columns: ["Who", "Fields"],
        rows: [
          {
            cells: ["writers", fields(state, state.newWriters)],
            tone: state.newWriters ? "accent" : "neutral",
          },
          {
            cells: ["readers", fields(state, state.newReaders)],
            tone: state.newReaders ? "accent" : "neutral",
          },
        ],
      },
    ],
    text:
      `${orders} orders, ${state.newWriters ? "new" : "old"} writers, ${state.newReaders ? "new" : "old"} readers. ` +
      `${CODECS.map(({ name }, i) => `${name} ${orders === 0 ? 0 : Math.round((10 * state.bytes[i]!) / orders) / 10} bytes, ${lastOutcomes[i] ?? "nothing read"}`).join("; ")}.`,
  };
}

function fields(state: State, isNew: boolean): string {
  return schemaOf(state, isNew)
    .fields.map(({ name, number }) => `${number} ${name}`)
    .join(", ");
}

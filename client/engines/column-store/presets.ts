/** The questions and the data that each layout is made for. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  olap: {
    title: "Reports (OLAP)",
    help: "Sums over 3 of 16 columns: the row layout reads the other 13 as well.",
    params: { scanShare: 1 },
  },
  oltp: {
    title: "Single rows (OLTP)",
    help: "Whole rows by their place: the column layout has to read and decode a block of every column.",
    params: { scanShare: 0 },
  },
  "random-run-length": {
    title: "Run-length, unsorted",
    help: "Values in random order hardly form runs, so that run-length encoding gains little.",
    params: { codec: "run-length", scanShare: 1 },
  },
  "sorted-run-length": {
    title: "Run-length, sorted",
    help: "Sorted by the filtered column, each value is one run, and blocks without it are not read.",
    params: { codec: "run-length", sorted: true, scanShare: 1 },
  },
  dictionary: {
    title: "Dictionary",
    help: "50 different values need 6 bits instead of 32.",
    params: { codec: "dictionary", scanShare: 1 },
  },
  "bit-packing": {
    title: "Bit packing",
    help: "Each value takes as many bits as the largest difference within its block needs.",
    params: { codec: "bit-packing", scanShare: 1 },
  },
  delta: {
    title: "Delta",
    help: "Differences of neighbours as varints: a byte where steps are small.",
    params: { codec: "delta", scanShare: 1 },
  },
  shortest: {
    title: "The best of all, sorted",
    help: "As column stores do: sorted, and each block in the encoding that suits it.",
    params: { codec: "shortest", sorted: true, scanShare: 1 },
  },
};

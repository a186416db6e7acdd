/** Sizes, and the changes of a schema that teams make. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  sizes: {
    title: "Sizes",
    help: "One order in five formats: names in every record against numbers against nothing but values.",
    params: { change: "none" },
  },
  "long-names": {
    title: "Long names",
    help: "JSON and MessagePack repeat every name in every record.",
    params: { change: "none", names: "phrases" },
  },
  "many-numbers": {
    title: "A list of numbers",
    help: "Fifty small numbers: one byte each where lengths vary, eight in the fixed layout.",
    params: { change: "none", items: 50 },
  },
  "add-field": {
    title: "New field, old readers",
    help: "Writers are upgraded first: readers must leave alone what they do not know.",
    params: { change: "add", writer: "new" },
  },
  "add-required": {
    title: "Required field, old data",
    help: "Readers are upgraded first and find records without the field that they require.",
    params: { change: "add-required", reader: "new" },
  },
  rename: {
    title: "Renamed field",
    help: "Formats that go by name lose the value or refuse; one that goes by number does not notice.",
    params: { change: "rename", reader: "new" },
  },
  "rename-alias": {
    title: "Renamed with an alias",
    help: "The reader knows the old name as well.",
    params: { change: "rename-alias", reader: "new" },
  },
  widen: {
    title: "Whole number to double",
    help: "Avro promotes it, JSON knows one kind of number, Protocol Buffers take the old bytes for an unknown field.",
    params: { change: "widen", reader: "new" },
  },
  reorder: {
    title: "Reordered fields",
    help: "Only the layout without names, numbers or a writer's schema minds.",
    params: { change: "reorder", reader: "new" },
  },
};

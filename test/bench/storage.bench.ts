/** Storage structures side by side with peers and floors: `npm run bench storage`. */
import { bitPackingCodec } from "../../client/engines/column-store/primitives/bitPackingCodec.ts";
import { ColumnFile } from "../../client/engines/column-store/primitives/columnFile.ts";
import { plainCodec } from "../../client/engines/column-store/primitives/plainCodec.ts";
import { BPlusTree } from "../../client/engines/index/primitives/bPlusTree.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { oldSchema } from "../../client/engines/serialization/schemas.ts";
import { CODECS } from "../../client/engines/serialization/state.ts";
import { SortedBTree } from "../engines/index/sortedBTree.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";
import { printWeights } from "./memory.ts";

const streams = new RandomStreams(1);
const ascending = (first: number, second: number) => first - second;

/** What the trees and the map have in common. */
interface Ordered {
  get(key: number): number | undefined;
  set(key: number, value: number): unknown;
  delete(key: number): boolean;
}

function shuffled(count: number): Int32Array {
  const keys = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(streams.next("shuffle") * (i + 1));
    const key = keys[i]!;
    keys[i] = keys[other]!;
    keys[other] = key;
  }
  return keys;
}

const getLoop = (tree: Ordered, keys: Int32Array): Contender => {
  for (const key of keys) tree.set(key, key);
  return (count) => {
    let sum = 0;
    for (let i = 0, at = 0; i < count; i++) {
      sum += tree.get(keys[at]!)!;
      if (++at === keys.length) at = 0;
    }
    return sum;
  };
};

const churnLoop = (tree: Ordered, keys: Int32Array): Contender => {
  for (const key of keys) tree.set(key, key);
  return (count) => {
    for (let i = 0, at = 0; i < count; i++) {
      const key = keys[at]!;
      tree.delete(key);
      tree.set(key, i);
      if (++at === keys.length) at = 0;
    }
    return count;
  };
};

const buildLoop = (create: () => Ordered, keys: Int32Array): Contender => {
  return (count) => {
    let tree = create();
    for (let i = 0, at = 0; i < count; i++) {
      tree.set(keys[at]!, i);
      if (++at < keys.length) continue;
      at = 0;
      tree = create();
    }
    return count;
  };
};

const ours = () => new BPlusTree<number, number>(ascending);
const peer = () => new SortedBTree<number, number>(undefined, ascending);

function treeGroups(entries: number): Group[] {
  const keys = shuffled(entries);
  const named = entries.toLocaleString("en");
  const oursBuilt = ours();
  const peerBuilt = peer();
  return [
    {
      title: `B+ tree: get, ${named} integer keys in random order`,
      count: 300_000,
      contenders: {
        ours: getLoop(oursBuilt, keys),
        "Map (floor, no order)": getLoop(new Map<number, number>(), keys),
        "sorted-btree": getLoop(peerBuilt, keys),
      },
    },
    {
      title: `B+ tree: build, ${named} integer keys in random order`,
      count: Math.max(entries, 200_000),
      contenders: {
        ours: buildLoop(ours, keys),
        "Map (floor, no order)": buildLoop(() => new Map<number, number>(), keys),
        "sorted-btree": buildLoop(peer, keys),
      },
    },
    {
      title: `B+ tree: delete a key and insert it again, ${named} keys`,
      count: 200_000,
      contenders: {
        ours: churnLoop(ours(), keys),
        "Map (floor, no order)": churnLoop(new Map<number, number>(), keys),
        "sorted-btree": churnLoop(peer(), keys),
      },
    },
    {
      title: `B+ tree: scan of 1,000 entries, per entry, ${named} keys`,
      count: 1_000_000,
      contenders: {
        ours: (count) => {
          let sum = 0;
          for (let i = 0; i < count; i += 1000) {
            const from = (i * 7) % (entries - 1000);
            let left = 1000;
            oursBuilt.scan(from, (_key, value) => {
              sum += value;
              return --left > 0;
            });
          }
          return sum;
        },
        "sorted-btree, forRange": (count) => {
          let sum = 0;
          for (let i = 0; i < count; i += 1000) {
            const from = (i * 7) % (entries - 1000);
            peerBuilt.forRange(from, from + 1000, false, (_key, value) => {
              sum += value;
            });
          }
          return sum;
        },
      },
    },
  ];
}

const ROWS = 1_000_000;

interface ObjectRow {
  readonly id: number;
  readonly customer: number;
  readonly amount: number;
  readonly day: number;
  readonly region: number;
  readonly status: number;
}

function scanGroups(): Group[] {
  const amounts = Int32Array.from({ length: ROWS }, () => Math.floor(streams.next("amounts") * 10_000));
  const column = new ColumnFile([amounts], 8192, () => plainCodec);
  const packed = new ColumnFile([amounts], 8192, () => bitPackingCodec);
  const objects: ObjectRow[] = Array.from(amounts, (amount, id) => ({
    id,
    customer: id % 1000,
    amount,
    day: id % 365,
    region: id % 7,
    status: id % 3,
  }));
  const order = shuffled(ROWS);
  const shuffledObjects = Array.from(order, (row) => objects[row]!);
  const sumOf =
    (file: ColumnFile): Contender =>
    () => {
      let sum = 0;
      for (let block = 0; block < file.blocks; block++) {
        const values = file.read(0, block);
        for (let i = 0; i < values.length; i++) sum += values[i]!;
      }
      return sum;
    };
  const sumObjects =
    (rows: readonly ObjectRow[]): Contender =>
    () => {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) sum += rows[i]!.amount;
      return sum;
    };
  return [
    {
      title: "Sum of one of six columns, 1,000,000 rows",
      count: ROWS,
      contenders: {
        "ours, plain blocks": sumOf(column),
        "ours, bit-packed blocks": sumOf(packed),
        "one Int32Array (floor)": () => {
          let sum = 0;
          for (let i = 0; i < amounts.length; i++) sum += amounts[i]!;
          return sum;
        },
        "objects in the order of making": sumObjects(objects),
        "objects in shuffled order": sumObjects(shuffledObjects),
      },
    },
  ];
}

const orderSchema = oldSchema({ names: "words" });
const order = { id: 471_100, customer: "Erika Musterm", amount: 1234.5, paid: true, quantities: [1, 99, 12] };

function codecGroups(): Group[] {
  const text = JSON.stringify(order);
  const encodings = CODECS.map((codec): [string, Contender] => [
    `ours, ${codec.name}`,
    (count) => {
      let sum = 0;
      for (let i = 0; i < count; i++) sum += codec.encode(orderSchema, order).length;
      return sum;
    },
  ]);
  const decodings = CODECS.map((codec): [string, Contender] => {
    const bytes = codec.encode(orderSchema, order);
    return [
      `ours, ${codec.name}`,
      (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += codec.decode(bytes, orderSchema, orderSchema).id as number;
        return sum;
      },
    ];
  });
  const bytes = new TextEncoder().encode(text);
  return [
    {
      title: "Serialization: an order of five fields to bytes",
      count: 100_000,
      contenders: {
        ...Object.fromEntries(encodings),
        "JSON.stringify and TextEncoder": (count) => {
          const encoder = new TextEncoder();
          let sum = 0;
          for (let i = 0; i < count; i++) sum += encoder.encode(JSON.stringify(order)).length;
          return sum;
        },
      },
    },
    {
      title: "Deserialization: the same order from bytes",
      count: 100_000,
      contenders: {
        ...Object.fromEntries(decodings),
        "TextDecoder and JSON.parse": (count) => {
          const decoder = new TextDecoder();
          let sum = 0;
          for (let i = 0; i < count; i++) sum += (JSON.parse(decoder.decode(bytes)) as typeof order).id;
          return sum;
        },
      },
    },
  ];
}

measureAll([...codecGroups(), ...[10_000, 1_000_000].flatMap(treeGroups), ...scanGroups()]);

const filled = (tree: Ordered) => (): Ordered => {
  for (const key of shuffled(200_000)) tree.set(key, key);
  return tree;
};
printWeights("Bytes an entry, 200,000 whole numbers put in at random", 200_000, {
  "ours, B+ tree": filled(ours()),
  "sorted-btree": filled(peer()),
  "plain Map": filled(new Map<number, number>()),
});

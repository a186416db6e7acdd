/** The four stores against plain arrays and loops. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { DocumentCollection } from "../../../client/engines/data-models/primitives/documentCollection.ts";
import { KeyValueStore } from "../../../client/engines/data-models/primitives/keyValueStore.ts";
import { PropertyGraph } from "../../../client/engines/data-models/primitives/propertyGraph.ts";
import { WideColumnTable } from "../../../client/engines/data-models/primitives/wideColumnTable.ts";

describe("stores of each data model", () => {
  it("key-value: what was put last is what is there", () => {
    const store = new KeyValueStore();
    store.put("a", Uint8Array.of(1));
    store.put("a", Uint8Array.of(2));
    store.put("b", Uint8Array.of(3));
    assert.deepEqual(store.getMany(["b", "x", "a"]), [Uint8Array.of(3), undefined, Uint8Array.of(2)]);
    assert.deepEqual([store.delete("a"), store.delete("a"), store.size], [true, false, 1]);
    assert.deepEqual([...store.entries()], [["b", Uint8Array.of(3)]]);
  });

  it("documents: an index changes what is read and never what is found", () => {
    const operation = fc.record({ id: fc.nat(8), city: fc.nat(2), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), fc.nat(40), (list, at) => {
        const [plain, indexed] = [
          new DocumentCollection<{ id: number; city: number }>(),
          new DocumentCollection<{ id: number; city: number }>(),
        ];
        list.forEach(({ id, city, remove }, i) => {
          if (i === at) indexed.createIndex("city");
          for (const one of [plain, indexed]) {
            if (remove) one.delete(id);
            else one.put(id, { id, city });
          }
        });
        indexed.createIndex("city");
        for (let city = 0; city < 3; city++) {
          const before = [plain.documentsRead, indexed.documentsRead];
          const byId = (documents: { id: number }[]) => documents.sort((one, other) => one.id - other.id);
          const found = byId(indexed.find("city", city));
          assert.deepEqual(found, byId(plain.find("city", city)));
          assert.equal(indexed.documentsRead - before[1]!, found.length);
          assert.equal(plain.documentsRead - before[0]!, plain.size);
        }
      }),
    );
  });

  it("wide columns: a slice is a filtered, sorted list", () => {
    const row = fc.record({
      partition: fc.constantFrom("a", "b"),
      clustering: fc.nat(20),
      value: fc.nat(99),
    });
    const bounds = fc.record({
      from: fc.nat(20),
      to: fc.nat(20),
      limit: fc.nat(6),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), bounds, (rows, slice) => {
        const table = new WideColumnTable<number>();
        const model = new Map<string, number>();
        for (const { partition, clustering, value } of rows) {
          table.put(partition, clustering, value);
          model.set(`${partition} ${clustering}`, value);
        }
        const expected = [...model]
          .map(([key, columns]) => ({ partition: key[0]!, clustering: Number(key.slice(2)), columns }))
          .filter(
            ({ partition, clustering }) =>
              partition === "a" && clustering >= slice.from && clustering <= slice.to,
          )
          .map(({ clustering, columns }) => ({ clustering, columns }))
          .sort((one, other) => (one.clustering - other.clustering) * (slice.descending ? -1 : 1))
          .slice(0, slice.limit);
        assert.deepEqual(table.slice("a", slice), expected);
      }),
    );
  });

  it("graph: what is within reach is what powers of the matrix say", () => {
    const edge = fc.tuple(fc.nat(7), fc.nat(7));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), fc.nat(4), (edges, depth) => {
        const graph = new PropertyGraph<number>();
        for (let node = 0; node < 8; node++) graph.addNode(node * 10);
        let reach = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_unused, j) => i === j));
        const near = reach.map((row) => [...row]);
        for (const [one, other] of edges) {
          graph.addEdge(one, other);
          near[one]![other] = near[other]![one] = true;
        }
        for (let step = 0; step < depth; step++)
          reach = reach.map((row) => row.map((_, j) => row.some((there, via) => there && near[via]![j])));
        for (let start = 0; start < 8; start++) {
          const expected = reach[start]!.flatMap((there, j) => (there && j !== start ? [j] : []));
          assert.deepEqual(
            graph.within(start, depth).sort((a, b) => a - b),
            expected,
          );
        }
        assert.equal(graph.properties(3), 30);
        assert.throws(() => graph.addEdge(0, 8), RangeError);
      }),
    );
  });
});

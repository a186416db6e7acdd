/** What must hold for every engine in the registry: these tests find new ones by themselves. */
import assert from "node:assert/strict";
import { engines } from "../../client/engines/index.gen.ts";
import type { NumberParam } from "../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../client/engines/kernel/params.ts";
import type { Scene, ScenePart, SceneTreeNode } from "../../client/engines/kernel/scene.ts";
import { randomActions, randomParams, run } from "./inputs.ts";

const SEEDS = process.env.DESIGNWISE_LONG === undefined ? 120 : 500;
const EVENTS = 400;

describe("every engine", function () {
  // Shared machines stall; what is slow here is slow everywhere.
  this.timeout(process.env.DESIGNWISE_LONG === undefined ? 60_000 : 300_000);

  it("has an id of its own, and the list is sorted", () => {
    const ids = engines.map((engine) => engine.id);
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  for (const engine of engines) {
    describe(engine.id, () => {
      it("has valid defaults, presets and sweep", () => {
        assert.deepEqual(resolveParams(engine, {}).problems, []);
        for (const [id, preset] of Object.entries(engine.presets)) {
          assert.deepEqual(resolveParams(engine, preset.params).problems, [], id);
        }
        const { sweep } = engine;
        if (sweep === undefined) return;
        const spec = engine.params[sweep.param] as NumberParam;
        assert.ok(sweep.from >= spec.min && sweep.to <= spec.max && sweep.steps > 1);
        for (const metric of Object.keys(engine.theory ?? {}))
          assert.ok(Object.hasOwn(engine.metrics, metric), metric);
      });

      it(`keeps its invariants after every step, ${SEEDS} seeds with random parameters and actions`, () => {
        for (let seed = 0; seed < SEEDS; seed++) {
          const params = randomParams(engine, seed);
          const one = run(engine, { params, seed, actions: randomActions(engine, seed, EVENTS) });
          for (let i = 0; i < EVENTS && one.step(); i++) {
            assert.equal(
              one.check(),
              undefined,
              `seed ${seed}, event ${one.events}, ${JSON.stringify(params)}`,
            );
          }
        }
      });

      it("gives the same trace for the same seed and another for another", () => {
        for (let seed = 0; seed < 10; seed++) {
          const params = randomParams(engine, seed);
          const hashes = [seed, seed, seed + 1].map((value) => {
            const one = run(engine, { params, seed: value });
            one.advance(Infinity, 300);
            return one.hash();
          });
          assert.equal(hashes[0], hashes[1]);
          // Arithmetic and fixed sequences of messages draw no random numbers.
          if (engine.kind === "process" || engine.kind === "operations")
            assert.notEqual(hashes[0], hashes[2]);
        }
      });

      it("describes every event, and draws scenes that fit", () => {
        const one = run(engine, { actions: randomActions(engine, 1, 200) });
        assertScene(one.scene());
        one.advance(Infinity, 300);
        for (const line of one.log(300)) assert.match(line.text, /\S/);
        assertScene(one.scene());
        for (const preset of Object.values(engine.presets)) {
          const other = run(engine, { params: preset.params });
          other.advance(engine.defaultUntil / 2, 20_000);
          assertScene(other.scene());
        }
      });

      it("has finite metrics at its default end", () => {
        const one = run(engine);
        one.advance(engine.defaultUntil, 1_000_000);
        for (const [name, { value }] of Object.entries(one.metrics()))
          assert.ok(Number.isFinite(value), name);
        for (const [name, series] of Object.entries(one.series())) {
          assert.ok(series.x.length > (engine.kind === "sequence" ? 2 : 10), name);
          assert.ok(series.x.length <= engine.series[name]!.points + 1, name);
          assert.ok(series.y.every(Number.isFinite), name);
          assert.ok(
            series.x.every((x, i) => i === 0 || x >= series.x[i - 1]!),
            name,
          );
        }
      });
    });
  }
});

/** At most so much of anything that it can be drawn; no NaN, no overlong label, owners that exist. */
function assertScene(scene: Scene): void {
  assert.match(scene.text, /\S/);
  for (const part of scene.parts) {
    assert.match(part.title, /\S/);
    if (part.kind === "cells") {
      assert.ok(part.cells.length <= 64, `${part.cells.length} cells`);
      for (const cell of part.cells) assert.ok(cell.label.length <= 8, cell.label);
    }
    if (part.kind === "bars") {
      for (const bar of part.bars) {
        assert.ok(Number.isFinite(bar.value) && bar.value >= 0, `${part.title}: ${bar.value}`);
        assert.ok(bar.label.length <= 12, bar.label);
      }
    }
    if (part.kind === "graph") {
      assert.ok(part.nodes.length <= 32 && part.links.length <= 128 && part.packets.length <= 64);
      const ids = new Set(part.nodes.map(({ id }) => id));
      for (const { from, to } of [...part.links, ...part.packets])
        assert.ok(ids.has(from) && ids.has(to), `${part.title}: ${from} → ${to}`);
      for (const { progress } of part.packets) assert.ok(progress >= 0 && progress <= 1, `${progress}`);
    }
    if (part.kind === "table") {
      assert.ok(part.rows.length <= 64, `${part.rows.length} rows`);
      for (const { cells } of part.rows) assert.equal(cells.length, part.columns.length, part.title);
    }
    if (part.kind === "tree") assert.ok(treeSize(part.root) <= 128, part.title);
    if (part.kind === "sequence") {
      assert.ok(part.messages.length <= 64, `${part.messages.length} messages`);
      for (const { from, to } of part.messages)
        assert.ok(part.lanes[from] !== undefined && part.lanes[to] !== undefined);
    }
    if (part.kind === "curves") assertCurves(part);
    if (part.kind === "plane") {
      assert.ok(part.regions.length <= 600 && part.points.length <= 1500);
      for (const { x, y } of [...part.regions, ...part.points])
        assert.ok(x >= 0 && x <= part.width && y >= 0 && y <= part.height, `${part.title}: ${x}, ${y}`);
    }
    if (part.kind === "timeline") {
      assert.ok(part.to > part.from && part.lanes.length <= 16, part.title);
      for (const { spans } of part.lanes) {
        assert.ok(spans.length <= 64, `${spans.length} spans`);
        for (const { from, to } of spans)
          assert.ok(to >= from && Number.isFinite(to - from), `${from} to ${to}`);
      }
    }
    if (part.kind === "ring") {
      assert.ok(part.points.length <= 128 && part.keys.length <= 64);
      for (const { at, owner } of [...part.points, ...part.keys]) {
        assert.ok(at >= 0 && at < 1);
        assert.ok(part.owners[owner] !== undefined);
      }
    }
  }
}

function treeSize({ children }: SceneTreeNode): number {
  return children.reduce((sum, child) => sum + treeSize(child), 1);
}

function assertCurves(part: Extract<ScenePart, { kind: "curves" }>): void {
  assert.ok(part.lines.length <= 8, `${part.lines.length} lines`);
  for (const { label, points } of part.lines) {
    assert.ok(points.length <= 200, `${label}: ${points.length} points`);
    for (const [x, y] of points) assert.ok(Number.isFinite(x) && Number.isFinite(y), `${label}: ${x}, ${y}`);
    assert.ok(
      points.every(([x], i) => i === 0 || x >= points[i - 1]![0]),
      `${label} ascends`,
    );
  }
  for (const { label, x, y } of part.marks) assert.ok(Number.isFinite(x) && Number.isFinite(y), label);
}

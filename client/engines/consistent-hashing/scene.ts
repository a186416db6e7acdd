/** What placement looks like: the circle with its points and some keys, and the load of each node. */
import { type Scene, type ScenePart, seriesTone, type Tone } from "../kernel/scene.ts";
import { HashRing } from "./primitives/hashRing.ts";
import { keysPerNode, type State, spread } from "./state.ts";

const POINTS = 64;
const KEYS = 48;
/** Of a placement that has no ring to draw; the number of nodes follows. */
const TITLES: Readonly<Record<string, string>> = {
  modulo: "Hash mod",
  jump: "Jump hash, buckets:",
  rendezvous: "Highest score, nodes:",
  maglev: "Maglev table, nodes:",
  "multi-probe": "Nearest of many probes, nodes:",
};

export function scene(state: State): Scene {
  const nodes = state.placement.nodes();
  const counts = keysPerNode(state);
  const fair = state.placed / nodes.length;
  const load: ScenePart = {
    kind: "bars",
    title: "Keys per node",
    unit: "keys",
    bars: nodes.map((node, i) => ({
      label: `n${node}`,
      value: counts[i]!,
      tone: toneOf(state, node),
      reference: fair,
    })),
  };
  const peak =
    state.placed === 0
      ? "no keys yet"
      : `the fullest has ${Math.round(spread(state).peak * 100)} % of the mean`;
  const change =
    state.lastNode < 0 ? "" : ` The latest change moved ${state.lastMoved} of ${state.placed} keys.`;
  return {
    parts: [
      state.placement instanceof HashRing ? ring(state, state.placement, counts) : remainders(state),
      load,
    ],
    text: `${state.placed} keys on ${nodes.length} nodes, ${peak}.${change}`,
  };
}

/** A place among the colours, not the node's number: those grow with every join and would soon share colours. */
function toneOf(state: State, node: number): Tone {
  return seriesTone(state.seats.get(node) ?? 0);
}

/** Every so many of the points, since a thousand cannot be told apart. */
function ring(state: State, placement: HashRing<number>, counts: Float64Array): ScenePart {
  const nodes = placement.nodes();
  const indexes = new Map(nodes.map((node, i) => [node, i]));
  const total = nodes.length * placement.pointsPerNode;
  const stride = Math.ceil(total / POINTS);
  const points = [...placement.points()]
    .filter((_, i) => i % stride === 0)
    .map(([position, node]) => ({ at: position / 0x100000000, owner: indexes.get(node)! }));
  return {
    kind: "ring",
    title: stride === 1 ? `Ring of ${total} points` : `Ring, ${points.length} of ${total} points`,
    points,
    keys: sampleKeys(state).map((key) => ({
      at: state.keyHashes[key]! / 0x100000000,
      owner: indexes.get(state.owners[key]!)!,
      moved: state.movedKeys[key] === 1,
    })),
    owners: nodes.map((node, i) => ({
      label: `n${node}`,
      tone: toneOf(state, node),
      share: state.placed === 0 ? 0 : counts[i]! / state.placed,
    })),
  };
}

function remainders(state: State): ScenePart {
  return {
    kind: "cells",
    title: `${TITLES[state.params.scheme]} ${state.placement.size}, some keys, moved ones marked`,
    columns: 12,
    cells: sampleKeys(state).map((key) => {
      const owner = state.owners[key]!;
      const moved = state.movedKeys[key] === 1;
      return {
        label: `n${owner}`,
        detail: `key ${key}${moved ? ", moved" : ""}`,
        // Not the owner's tone, which may be red as well: its name is there to read.
        tone: moved ? "bad" : "neutral",
      };
    }),
  };
}

/** Some of the placed keys, always the same ones. */
function sampleKeys(state: State): number[] {
  const stride = Math.max(1, Math.floor(state.params.keys / KEYS));
  return Array.from({ length: KEYS }, (_, i) => i * stride).filter((key) => key < state.placed);
}

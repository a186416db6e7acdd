/** What replication looks like: who has which write of which key, what is on its way, who is behind. */
import { connected, underWay } from "../kernel/network.ts";
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { hasLeader, isMultiLeader } from "./params.ts";
import { cellOf, clientOf, type State } from "./state.ts";

/** Keys shown of each replica: seven replicas and their names fit into 64 cells. */
const KEYS = 8;
const PACKETS = 40;

export function scene(state: State, nowMs: number): Scene {
  const { params, up, staleOwn, firstReads } = state;
  const down = up.reduce((sum, value) => sum + 1 - value, 0);
  const stale =
    firstReads === 0 ? "no reads yet" : `${staleOwn} of ${firstReads} clients did not find their write`;
  return {
    parts: [graph(state, nowMs), cells(state), behind(state), outcomes(state)],
    text:
      `${params.replicas} replicas, ${down} down, ${state.network.inFlight} writes under way; ${stale}; ` +
      `${state.lost + state.droppedIds.size} writes that were reported as done are lost, ${state.failed} failed.`,
  };
}

function toneOf(state: State, replica: number): Tone {
  if (state.up[replica] === 0) return "muted";
  return hasLeader(state.params) && replica === state.leader ? "good" : "neutral";
}

function roleOf(state: State, replica: number): string {
  if (state.up[replica] === 0) return "down";
  if (!hasLeader(state.params)) return isMultiLeader(state.params) ? "leader" : "replica";
  return replica === state.leader ? "leader" : "follower";
}

function graph(state: State, nowMs: number): ScenePart {
  const { params, network } = state;
  const client = clientOf(state);
  const name = (node: number): string => (node === client ? "clients" : `r${node + 1}`);
  const senders =
    params.mode === "leaderless" ? [client] : hasLeader(params) ? [state.leader] : replicasOf(state);
  const links = senders.flatMap((from) =>
    replicasOf(state)
      .filter((to) => to !== from && (!isMultiLeader(params) || from < to))
      .map((to) => {
        const tone: Tone = connected(network, from, to) ? "muted" : "bad";
        return { from: name(from), to: name(to), tone };
      }),
  );
  const nodes = replicasOf(state).map((replica) => ({
    id: `r${replica + 1}`,
    label: `r${replica + 1}`,
    detail: roleOf(state, replica),
    tone: toneOf(state, replica),
  }));
  return {
    kind: "graph",
    title: "Writes under way",
    layout: "circle",
    nodes: [...nodes, { id: "clients", label: "clients", tone: "accent" }],
    links,
    packets: underWay(network, nowMs, PACKETS).map(({ from, to, progress, message }) => ({
      from: name(from),
      to: name(to),
      progress,
      label: `k${message.key + 1}`,
      tone: message.hintFor >= 0 ? ("warn" as const) : ("accent" as const),
    })),
  };
}

const replicasOf = ({ params }: State): number[] =>
  Array.from({ length: params.replicas }, (_, replica) => replica);

/** The newest write of a key, over all replicas. */
function newestOf(state: State, key: number): number {
  return Math.max(...replicasOf(state).map((replica) => state.latest[cellOf(state, replica, key)]!));
}

function cells(state: State): ScenePart {
  const shown = Math.min(KEYS, state.params.keys);
  return {
    kind: "cells",
    title: `The newest write that each has of ${shown} keys; amber is behind, × n counts siblings`,
    columns: shown + 1,
    cells: replicasOf(state).flatMap((replica) => [
      { label: `r${replica + 1}`, detail: roleOf(state, replica), tone: toneOf(state, replica) },
      ...Array.from({ length: shown }, (_, key) => keyCell(state, replica, key)),
    ]),
  };
}

function keyCell(state: State, replica: number, key: number): { label: string; detail: string; tone: Tone } {
  const cell = cellOf(state, replica, key);
  const id = state.latest[cell]!;
  const siblings = state.params.mode === "siblings" ? state.siblings[cell]!.length : 1;
  const label = id === 0 ? "–" : siblings > 1 ? `${id} ×${siblings}`.slice(-8) : `${id}`.slice(-8);
  const isBehind = id < newestOf(state, key);
  return {
    label,
    detail: `key ${key + 1}: ${id === 0 ? "nothing yet" : `write ${id}`}${isBehind ? ", behind" : ""}`,
    tone: siblings > 1 ? "bad" : isBehind ? "warn" : id === 0 ? "muted" : "good",
  };
}

function behind(state: State): ScenePart {
  return {
    kind: "bars",
    title: "Keys of which a replica lacks the newest write",
    unit: "keys",
    max: state.params.keys,
    bars: replicasOf(state).map((replica) => ({
      label: `r${replica + 1}`,
      value: keysBehind(state, replica),
      tone: toneOf(state, replica),
    })),
  };
}

export function keysBehind({ params, latest }: State, replica: number): number {
  let count = 0;
  for (let key = 0; key < params.keys; key++) {
    const own = latest[replica * params.keys + key]!;
    for (let cell = key; cell < latest.length; cell += params.keys) {
      if (latest[cell]! <= own) continue;
      count++;
      break;
    }
  }
  return count;
}

function outcomes(state: State): ScenePart {
  const { firstReads, staleOwn, secondReads, backwards, failovers, lost, droppedIds, conflicts, writes } =
    state;
  const rows: [string, number, string, Tone][] = [
    ["own write not found", staleOwn, `${firstReads} reads`, staleOwn > 0 ? "warn" : "good"],
    ["went back in time", backwards, `${secondReads} second reads`, backwards > 0 ? "warn" : "good"],
    ["written at once", conflicts, `${writes} writes`, conflicts > 0 ? "warn" : "good"],
    [
      "dropped by last writer wins",
      droppedIds.size,
      `${writes} writes`,
      droppedIds.size > 0 ? "bad" : "good",
    ],
    ["lost in failover", lost, `${failovers} failovers`, lost > 0 ? "bad" : "good"],
    ["refused or given up", state.failed, `${writes} writes`, state.failed > 0 ? "bad" : "good"],
  ];
  return {
    kind: "table",
    title: "What clients met with",
    columns: ["What", "Times", "Of"],
    rows: rows.map(([what, times, of, tone]) => ({ cells: [what, `${times}`, of], tone })),
  };
}

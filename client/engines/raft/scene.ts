/** What a Raft group looks like: who leads, what is under way, and the ends of the logs side by side. */
import { connected, isPartitioned, underWay } from "../kernel/network.ts";
import type { Scene, SceneLink, ScenePacket, ScenePart, Tone } from "../kernel/scene.ts";
import { currentLeader, type Packet, type State } from "./state.ts";

/** Entries shown of each log: seven servers and their names fit into 64 cells. */
const SHOWN = 8;
const PACKETS = 40;

export function scene(state: State, nowMs: number): Scene {
  const { servers, up, network, witness } = state;
  const leader = currentLeader(state);
  const down = up.reduce((sum, value) => sum + 1 - value, 0);
  const who = leader < 0 ? "Nobody leads" : `s${leader + 1} leads in term ${servers[leader]!.currentTerm}`;
  const split = isPartitioned(network) ? "; the network is split" : "";
  return {
    parts: [graph(state, nowMs), logs(state), table(state)],
    text:
      `${who}; ${down} of ${servers.length} servers are down${split}; ${witness.committed.length} entries are ` +
      `committed, ${state.overwritten} that were not have been overwritten.`,
  };
}

function toneOf({ up, servers }: State, id: number): Tone {
  if (up[id] === 0) return "muted";
  const { role } = servers[id]!;
  return role === "leader" ? "good" : role === "follower" ? "neutral" : "warn";
}

function graph(state: State, nowMs: number): ScenePart {
  const { servers, network, up } = state;
  const links: SceneLink[] = [];
  for (let from = 0; from < servers.length; from++)
    for (let to = from + 1; to < servers.length; to++)
      links.push({
        from: `s${from + 1}`,
        to: `s${to + 1}`,
        tone: connected(network, from, to) ? "muted" : "bad",
      });
  return {
    kind: "graph",
    title: "Servers and messages; red links are cut",
    layout: "circle",
    nodes: servers.map((server, id) => ({
      id: `s${id + 1}`,
      label: `s${id + 1}`,
      detail: up[id] === 0 ? "down" : `${server.role}, term ${server.currentTerm}`,
      tone: toneOf(state, id),
    })),
    links,
    packets: underWay(network, nowMs, PACKETS).map(packetOf),
  };
}

function packetOf(flight: { from: number; to: number; progress: number; message: Packet }): ScenePacket {
  const { from, to, progress, message } = flight;
  return { from: `s${from + 1}`, to: `s${to + 1}`, progress, ...packetLook(message) };
}

function packetLook(message: Packet): { label: string; tone: Tone } {
  switch (message.type) {
    case "voteRequest":
      return { label: message.pre ? "pre-vote?" : "vote?", tone: "warn" };
    case "vote":
      return { label: message.granted ? "yes" : "no", tone: message.granted ? "good" : "bad" };
    case "append":
      return {
        label: message.entries.length === 0 ? "♥" : `${message.entries.length} entries`,
        tone: "accent",
      };
    case "appended":
      return { label: message.success ? "ok" : "refused", tone: message.success ? "neutral" : "bad" };
    case "forward":
      return { label: "command", tone: "accent" };
  }
}

/** The ends of the logs, at the same indexes: who is behind, and where they differ. */
function logs(state: State): ScenePart {
  const { servers, disks } = state;
  const last = Math.max(...disks.map(({ log }) => log.length));
  const first = Math.max(1, last - SHOWN + 1);
  return {
    kind: "cells",
    title: `Logs, entries ${first} to ${Math.max(last, first)}: the term of each; green is committed`,
    columns: SHOWN + 1,
    cells: servers.flatMap((server, id) => [
      { label: `s${id + 1}`, detail: `log of s${id + 1}`, tone: toneOf(state, id) },
      ...Array.from({ length: SHOWN }, (_, i) => entryCell(state, id, first + i, server.commitIndex)),
    ]),
  };
}

function entryCell(
  { disks }: State,
  id: number,
  index: number,
  commit: number,
): { label: string; detail: string; tone: Tone } {
  const entry = disks[id]!.log[index - 1];
  if (entry === undefined) return { label: "", detail: `no entry ${index}`, tone: "muted" };
  const what = entry.command === undefined ? "blank entry of a new leader" : `command ${entry.command + 1}`;
  return {
    label: `${entry.term}`.slice(-8),
    detail: `entry ${index}, term ${entry.term}: ${what}`,
    tone: index <= commit ? "good" : "warn",
  };
}

function table(state: State): ScenePart {
  const { servers, disks, up } = state;
  return {
    kind: "table",
    title: "What each knows",
    columns: ["Server", "Role", "Term", "Voted for", "Last entry", "Committed"],
    rows: servers.map((server, id) => ({
      cells: [
        `s${id + 1}`,
        up[id] === 0 ? "down" : server.role,
        `${server.currentTerm}`,
        disks[id]!.votedFor < 0 ? "–" : `s${disks[id]!.votedFor + 1}`,
        `${server.lastIndex}`,
        up[id] === 0 ? "–" : `${server.commitIndex}`,
      ],
      tone: toneOf(state, id),
    })),
  };
}

/** Scenes of every kind that the engines do not have yet, with long names and full pictures: where layouts break. */
import type { Scene, ScenePart } from "../../client/engines/kernel/scene.ts";

const service = (
  id: string,
  label: string,
  detail: string,
  tone: "good" | "bad" | "neutral" = "neutral",
) => ({
  id,
  label,
  detail,
  tone,
});

const parts: Readonly<Record<string, ScenePart>> = {
  row: {
    kind: "graph",
    title: "Producer to consumer",
    layout: "row",
    nodes: [
      service("p", "producer", "120 /s"),
      service("q", "queue", "87 waiting", "bad"),
      service("c", "consumer with a long name", "100 /s", "good"),
    ],
    links: [
      { from: "p", to: "q", tone: "neutral", label: "put" },
      { from: "q", to: "c", tone: "good", label: "take" },
      { from: "c", to: "q", tone: "muted" },
    ],
    packets: [{ from: "p", to: "q", progress: 0.4, tone: "accent", label: "m7" }],
  },
  circle: {
    kind: "graph",
    title: "Raft cluster",
    layout: "circle",
    nodes: ["leader", "follower", "follower", "candidate", "stopped"].map((detail, index) =>
      service(
        `s${index}`,
        `S${index + 1}`,
        `${detail}, term 4`,
        index === 0 ? "good" : index === 4 ? "bad" : "neutral",
      ),
    ),
    links: [1, 2, 3, 4].map((index) => ({ from: "s0", to: `s${index}`, tone: "muted" as const })),
    packets: [
      { from: "s0", to: "s1", progress: 0.3, tone: "accent" },
      { from: "s0", to: "s2", progress: 0.8, tone: "warn" },
    ],
  },
  layers: {
    kind: "graph",
    title: "Services",
    layout: "layers",
    nodes: [
      service("gw", "gateway", "40 ms"),
      service("a", "orders", "12 ms", "good"),
      service("b", "payments", "900 ms", "bad"),
      service("d", "database", "3 ms"),
    ],
    links: [
      { from: "gw", to: "a", tone: "neutral" },
      { from: "gw", to: "b", tone: "bad", label: "timeout" },
      { from: "a", to: "d", tone: "neutral" },
      { from: "b", to: "d", tone: "neutral" },
    ],
    packets: [],
  },
  table: {
    kind: "table",
    title: "Log of each replica",
    columns: ["Replica", "Index", "Entry"],
    rows: [
      { cells: ["S1", "14", "set x = 3"], tone: "good" },
      { cells: ["S2", "13", "set x = 2, which is a longer entry than the others"], tone: "warn" },
    ],
  },
  tree: {
    kind: "tree",
    title: "B-tree",
    root: {
      label: "40 | 80",
      tone: "accent",
      children: [
        { label: "10 | 20 | 30", tone: "neutral", children: [] },
        {
          label: "50 | 60",
          tone: "good",
          children: [
            { label: "52", tone: "neutral", children: [] },
            { label: "55", tone: "neutral", children: [] },
          ],
        },
        { label: "90 | 95", tone: "neutral", children: [] },
      ],
    },
  },
  sequence: {
    kind: "sequence",
    title: "Two-phase commit",
    lanes: ["coordinator", "participant A", "participant B"],
    messages: [
      { from: 0, to: 1, label: "prepare", tone: "accent" },
      { from: 0, to: 2, label: "prepare", tone: "accent" },
      { from: 1, to: 0, label: "yes", tone: "good" },
      { from: 2, to: 2, label: "writes its log", tone: "neutral" },
      { from: 2, to: 0, label: "no, the disk is full", tone: "bad" },
    ],
  },
};

export const scenes: Readonly<Record<string, Scene>> = Object.fromEntries(
  Object.entries(parts).map(([name, part]) => [name, { parts: [part], text: part.title }]),
);

export const everyKind: Scene = { parts: Object.values(parts), text: "Every kind of scene." };

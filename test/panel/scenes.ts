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

function range(from: number, to: number, f: (x: number) => number): (readonly [number, number])[] {
  return Array.from({ length: 64 }, (_, i) => from + (i * (to - from)) / 63).map((x) => [x, f(x)] as const);
}

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
  curves: {
    kind: "curves",
    title: "Throughput by number of workers",
    x: { label: "Workers, as many as one machine of the largest size has cores", unit: "count" },
    y: { label: "Throughput", unit: "1/s" },
    lines: [
      { label: "ideal", tone: "muted", dashed: true, points: range(1, 64, (x) => 25_000 * x) },
      {
        label: "Amdahl, 5 % serial",
        tone: "series-1",
        points: range(1, 64, (x) => (25_000 * x) / (1 + 0.05 * (x - 1))),
      },
      {
        label: "universal scalability law",
        tone: "series-2",
        points: range(1, 64, (x) => (25_000 * x) / (1 + 0.05 * (x - 1) + 0.001 * x * (x - 1))),
      },
    ],
    marks: [{ label: "measured", tone: "accent", x: 16, y: 205_000 }],
  },
  logarithmic: {
    kind: "curves",
    title: "False positives by bits a key",
    x: { label: "Bits a key", unit: "bytes", logarithmic: true },
    y: { label: "False positives", unit: "ratio", logarithmic: true },
    lines: [{ label: "theory", tone: "accent", points: range(1, 4096, (x) => 0.9 / x) }],
    marks: [],
  },
  plane: {
    kind: "plane",
    title: "Quadtree of places",
    width: 2,
    height: 1,
    regions: [
      { x: 0, y: 0, width: 1, height: 1, tone: "neutral", label: "u120" },
      { x: 1, y: 0, width: 1, height: 1, tone: "neutral", label: "u121" },
      { x: 1, y: 0.5, width: 0.5, height: 0.5, tone: "good", label: "u121f" },
      { x: 1.5, y: 0.5, width: 0.125, height: 0.125, tone: "warn", label: "a name too long" },
    ],
    points: Array.from({ length: 60 }, (_, i) => ({
      x: ((i * 37) % 100) / 50,
      y: ((i * 61) % 100) / 100,
      tone: i % 7 === 0 ? ("bad" as const) : ("accent" as const),
    })),
  },
  timeline: {
    kind: "timeline",
    title: "Operations of three clients",
    unit: "ms",
    from: 0,
    to: 120,
    lanes: [
      {
        label: "client 1, which has a long name",
        spans: [
          { from: 0, to: 40, label: "write 1", tone: "good" },
          { from: 20, to: 70, label: "read → 1", tone: "accent" },
          { from: 80, to: 80, label: "read → 0", detail: "stale", tone: "bad" },
        ],
      },
      { label: "client 2", spans: [{ from: 10, to: 115, label: "compare and set 1 to 2", tone: "neutral" }] },
      { label: "client 3", spans: [] },
    ],
    marks: [
      { at: 50, label: "partition", tone: "bad" },
      { at: 55, label: "leader lost", tone: "warn" },
      { at: 119, label: "healed", tone: "good" },
    ],
  },
};

export const scenes: Readonly<Record<string, Scene>> = Object.fromEntries(
  Object.entries(parts).map(([name, part]) => [name, { parts: [part], text: part.title }]),
);

export const everyKind: Scene = { parts: Object.values(parts), text: "Every kind of scene." };

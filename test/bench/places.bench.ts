/**
 * Geohashes and quadtrees, side by side with packages in one process: `npm run bench places`.
 */
import { quadtree as d3Quadtree } from "d3-quadtree";
import KDBush from "kdbush";
import ngeohash from "ngeohash";
import {
  decodeGeohash,
  encodeGeohash,
  geohashNeighbours,
} from "../../client/engines/geohash/primitives/geohash.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { PointQuadtree } from "../../client/engines/quadtree/primitives/pointQuadtree.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";

/** The package has no types. */
const { default: LatLonGeohash } = (await import("latlon-geohash" as string)) as {
  default: {
    encode(latitude: number, longitude: number, precision: number): string;
    decode(hash: string): { lat: number };
    neighbours(hash: string): object;
  };
};

const streams = new RandomStreams(1);
const SIZE = 1 << 14;
const mask = SIZE - 1;
const latitudes = Float64Array.from({ length: SIZE }, () => streams.next("places") * 160 - 80);
const longitudes = Float64Array.from({ length: SIZE }, () => streams.next("places") * 360 - 180);
const hashes = Array.from({ length: SIZE }, (_, i) => encodeGeohash(latitudes[i]!, longitudes[i]!, 9));

const overPlaces =
  (work: (latitude: number, longitude: number) => number): Contender =>
  (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += work(latitudes[i & mask]!, longitudes[i & mask]!);
    return sum;
  };
const overHashes =
  (work: (hash: string) => number): Contender =>
  (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += work(hashes[i & mask]!);
    return sum;
  };

/** Points in a square of 1,000. */
const COUNT = 100_000;
const xs = Float64Array.from({ length: COUNT }, () => streams.next("points") * 1000);
const ys = Float64Array.from({ length: COUNT }, () => streams.next("points") * 1000);
const SQUARE = { x: 0, y: 0, side: 1000, bucket: 16 };
const build = (count: number): PointQuadtree => {
  const tree = new PointQuadtree(SQUARE);
  for (let i = 0; i < count; i++) tree.insert(xs[i]!, ys[i]!);
  return tree;
};
const buildPeer = (count: number) => {
  const tree = d3Quadtree<number>(
    [],
    (i) => xs[i]!,
    (i) => ys[i]!,
  );
  for (let i = 0; i < count; i++) tree.add(i);
  return tree;
};
const buildStatic = (count: number): KDBush => {
  const index = new KDBush(count);
  for (let i = 0; i < count; i++) index.add(xs[i]!, ys[i]!);
  return index.finish();
};
const tree = build(COUNT);
const peer = buildPeer(COUNT);
const fixed = buildStatic(COUNT);

/** The visit that d3-quadtree's documentation shows for a range. */
function peerRange(x0: number, y0: number, x3: number, y3: number): number {
  let found = 0;
  peer.visit((node, x1, y1, x2, y2) => {
    if (!node.length) {
      let leaf: typeof node | undefined = node;
      while (leaf) {
        const i = leaf.data;
        if (xs[i]! >= x0 && xs[i]! < x3 && ys[i]! >= y0 && ys[i]! < y3) found++;
        leaf = leaf.next;
      }
    }
    return x1 >= x3 || y1 >= y3 || x2 < x0 || y2 < y0;
  });
  return found;
}
const overWindows =
  (side: number, search: (x: number, y: number, toX: number, toY: number) => number): Contender =>
  (count) => {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = [xs[i & mask]! * (1 - side / 1000), ys[i & mask]! * (1 - side / 1000)];
      sum += search(x, y, x + side, y + side);
    }
    return sum;
  };
const ranges = (side: number, count: number): Group => ({
  title: `Quadtree, ${COUNT.toLocaleString("en")} points: range of ${side} × ${side} in 1,000 × 1,000`,
  count,
  contenders: {
    ours: overWindows(side, (x, y, toX, toY) => {
      let found = 0;
      tree.range(x, y, toX, toY, () => found++);
      return found;
    }),
    "kdbush, static": overWindows(side, (x, y, toX, toY) => fixed.range(x, y, toX, toY).length),
    "d3-quadtree": overWindows(side, peerRange),
  },
});

const groups: readonly Group[] = [
  {
    title: "Geohash: encode, 9 characters",
    count: 100_000,
    contenders: {
      ours: overPlaces((latitude, longitude) => encodeGeohash(latitude, longitude, 9).charCodeAt(8)),
      "latlon-geohash": overPlaces((latitude, longitude) =>
        LatLonGeohash.encode(latitude, longitude, 9).charCodeAt(8),
      ),
      ngeohash: overPlaces((latitude, longitude) => ngeohash.encode(latitude, longitude, 9).charCodeAt(8)),
    },
  },
  {
    title: "Geohash: decode",
    count: 100_000,
    contenders: {
      ours: overHashes((hash) => decodeGeohash(hash).latitude),
      "latlon-geohash": overHashes((hash) => LatLonGeohash.decode(hash).lat),
      ngeohash: overHashes((hash) => ngeohash.decode(hash).latitude),
    },
  },
  {
    title: "Geohash: eight neighbours",
    count: 20_000,
    contenders: {
      ours: overHashes((hash) => geohashNeighbours(hash).length),
      "latlon-geohash": overHashes((hash) => (LatLonGeohash.neighbours(hash) === undefined ? 0 : 8)),
      ngeohash: overHashes((hash) => ngeohash.neighbors(hash).length),
    },
  },
  ...[1000, 100_000].map((points) => ({
    title: `Quadtree: insert ${points.toLocaleString("en")} points, each`,
    count: points,
    contenders: {
      ours: (count: number) => build(count).size,
      "kdbush, static": (count: number) => buildStatic(count).ids.length,
      "d3-quadtree": (count: number) => buildPeer(count).size() / count,
    },
  })),
  ranges(10, 5000),
  ranges(100, 500),
  {
    title: "Quadtree: nearest",
    count: 10_000,
    contenders: {
      ours: overWindows(0, (x, y) => tree.nearest(x + 0.5, y)),
      "d3-quadtree": overWindows(0, (x, y) => peer.find(x + 0.5, y)!),
    },
  },
];

measureAll(groups);
console.log(`\nMemory: ${(memoryOf(tree) / COUNT).toFixed(1)} bytes a point`);

function memoryOf(one: PointQuadtree): number {
  const { nodes, points } = one.save();
  return [...nodes, ...points].reduce((sum, array) => sum + array.byteLength, 0);
}

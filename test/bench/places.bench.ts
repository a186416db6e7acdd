/**
 * Geohashes and quadtrees, side by side with packages in one process: `npm run bench places`.
 */
import ngeohash from "ngeohash";
import {
  decodeGeohash,
  encodeGeohash,
  geohashNeighbours,
} from "../../client/engines/geohash/primitives/geohash.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
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
];

measureAll(groups);

/** Geohashes: published vectors, two packages on the same random points, borders, poles, and covers against brute force. */
import assert from "node:assert/strict";
import fc from "fast-check";
import ngeohash from "ngeohash";
import {
  adjacentGeohash,
  decodeGeohash,
  encodeGeohash,
  formatGeohash,
  geohashBounds,
  geohashGrid,
  geohashNeighbours,
  parseGeohash,
} from "../../../client/engines/geohash/primitives/geohash.ts";
import { coverBox, coverCircle } from "../../../client/engines/geohash/primitives/geohashCover.ts";
import { GeohashIndex } from "../../../client/engines/geohash/primitives/geohashIndex.ts";
import { EARTH_RADIUS_M, greatCircleM } from "../../../client/engines/geohash/primitives/greatCircle.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { arcsine, cosine, sine } from "../../../client/engines/kernel/trigonometry.ts";

/** The package has no types. */
const { default: LatLonGeohash } = (await import("latlon-geohash" as string)) as {
  default: {
    encode(latitude: number, longitude: number, precision: number): string;
    neighbours(hash: string): Record<string, string>;
  };
};

const streams = new RandomStreams(11);
const between = (from: number, to: number): number => from + streams.next("places") * (to - from);

describe("geohash trigonometry", () => {
  it("is within 4·10⁻¹⁶ of Math's", () => {
    for (let i = 0; i < 50_000; i++) {
      const x = between(-20, 20);
      assert.ok(Math.abs(sine(x) - Math.sin(x)) < 4e-16, `sin ${x}`);
      assert.ok(Math.abs(cosine(x) - Math.cos(x)) < 4e-16, `cos ${x}`);
      const s = between(-1, 1);
      assert.ok(Math.abs(arcsine(s) - Math.asin(s)) < 5e-16, `asin ${s}`);
    }
    assert.deepEqual([sine(0), cosine(0), arcsine(1), arcsine(0)], [0, 1, Math.PI / 2, 0]);
    assert.ok(Number.isNaN(arcsine(1.01)) && Number.isNaN(arcsine(NaN)));
  });
});

describe("geohash primitives", () => {
  it("give the published hashes", () => {
    assert.equal(encodeGeohash(57.64911, 10.40744, 11), "u4pruydqqvj");
    assert.equal(encodeGeohash(37.8324, 112.5584, 9), "ww8p1r4t8");
    assert.equal(encodeGeohash(52.205, 0.119, 7), "u120fxw");
    const { latitude, longitude, latitudeError, longitudeError } = decodeGeohash("ezs42");
    assert.ok(Math.abs(latitude - 42.605) < 5e-4 && Math.abs(longitude + 5.603) < 5e-4);
    assert.ok(Math.abs(latitudeError - 0.022) < 1e-3 && Math.abs(longitudeError - 0.022) < 1e-3);
    assert.equal(encodeGeohash(0, 0, 5), "s0000");
    assert.equal(encodeGeohash(90, 180, 12), "zzzzzzzzzzzz");
    assert.equal(encodeGeohash(-90, -180, 12), "000000000000");
  });

  it("equal two packages on random points, at every precision", () => {
    for (let i = 0; i < 20_000; i++) {
      const [latitude, longitude] = [between(-90, 90), between(-180, 180)];
      const precision = 1 + (i % 12);
      const hash = encodeGeohash(latitude, longitude, precision);
      assert.equal(hash, LatLonGeohash.encode(latitude, longitude, precision));
      assert.equal(hash, ngeohash.encode(latitude, longitude, precision));
      const [south, west, north, east] = ngeohash.decode_bbox(hash);
      assert.deepEqual(geohashBounds(hash), { south, west, north, east });
    }
  });

  it("borders belong to the upper cell, as latlon-geohash has it and ngeohash has not", () => {
    let differ = 0;
    for (let i = 0; i < 2000; i++) {
      // Multiples of 180/2^10: on a border from the fourth character on.
      const [latitude, longitude] = [
        Math.floor(between(-512, 512)) * (180 / 1024),
        Math.floor(between(-512, 512)) * (360 / 1024),
      ];
      const hash = encodeGeohash(latitude, longitude, 8);
      assert.equal(hash, LatLonGeohash.encode(latitude, longitude, 8));
      const { south, west } = geohashBounds(hash);
      assert.deepEqual([south, west], [latitude, longitude]);
      if (ngeohash.encode(latitude, longitude, 8) !== hash) differ++;
    }
    assert.ok(differ > 1900, `${differ}`);
    // So small a number that adding 90 loses it: still on its side of the equator.
    assert.equal(encodeGeohash(-1e-20, 1e-20, 3), LatLonGeohash.encode(-1e-20, 1e-20, 3));
    assert.equal(encodeGeohash(-5e-324, -5e-324, 1), "7");
  });

  it("a position lies in its cell, a longer hash in the shorter, and decoding comes back", () => {
    const anyLatitude = fc.double({ min: -90, max: 90, noNaN: true });
    const anyLongitude = fc.double({ min: -180, max: 180, noNaN: true });
    fc.assert(
      fc.property(
        anyLatitude,
        anyLongitude,
        fc.integer({ min: 1, max: 12 }),
        (latitude, longitude, precision) => {
          const hash = encodeGeohash(latitude, longitude, precision);
          const { south, west, north, east } = geohashBounds(hash);
          assert.ok(latitude >= south && (latitude < north || north === 90));
          assert.ok(longitude >= west && (longitude < east || east === 180));
          assert.ok(encodeGeohash(latitude, longitude, 12).startsWith(hash));
          const middle = decodeGeohash(hash);
          assert.equal(encodeGeohash(middle.latitude, middle.longitude, precision), hash);
          assert.equal(formatGeohash(parseGeohash(hash.toUpperCase())), hash);
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("neighbours are those of both packages, wrap around the world, and end at the poles", () => {
    for (let i = 0; i < 2000; i++) {
      const hash = encodeGeohash(between(-80, 80), between(-179, 179), 3 + (i % 8));
      const theirs = Object.values(LatLonGeohash.neighbours(hash)).sort();
      assert.deepEqual(geohashNeighbours(hash).sort(), theirs);
      assert.deepEqual(ngeohash.neighbors(hash).sort(), theirs);
    }
    const fiji = encodeGeohash(-17, 179.9999, 6);
    assert.ok(geohashNeighbours(fiji).includes(encodeGeohash(-17, -179.9999, 6)));
    assert.equal(geohashNeighbours(encodeGeohash(90, 0, 6)).length, 5);
    assert.equal(adjacentGeohash("zzz", 0, 1), undefined);
    assert.equal(adjacentGeohash("zzz", 1, 0), "bpb");
    // Eight columns and four rows of the first character.
    assert.equal(geohashNeighbours("s").length, 8);
  });

  it("distances are those of textbooks", () => {
    assert.ok(Math.abs(greatCircleM(0, 0, 0, 180) / (Math.PI * EARTH_RADIUS_M) - 1) < 1e-9);
    // From Cambridge to Paris: the worked example of latitude-longitude pages.
    assert.ok(Math.abs(greatCircleM(52.205, 0.119, 48.857, 2.351) - 404_300) < 100);
    assert.ok(Math.abs(greatCircleM(0, 0, 0, 1e-6) - 0.11119) < 1e-4);
    assert.equal(greatCircleM(50, 5, 50, 5), 0);
  });

  it("covers of circles miss no position within, and have no cell without a point within", () => {
    for (let i = 0; i < 300; i++) {
      const [latitude, longitude] = [between(-89.9, 89.9), between(-180, 180)];
      const precision = 3 + (i % 4);
      const radius = between(0.2, 1.5) * (20_000_000 / geohashGrid(precision).rows);
      const cells = new Set(coverCircle(latitude, longitude, radius, precision));
      for (let k = 0; k < 60; k++) {
        const reach = radius / 111_000;
        const [north, east] = [
          latitude + between(-reach, reach),
          longitude + between(-reach, reach) / Math.cos((latitude * Math.PI) / 180),
        ];
        if (Math.abs(north) > 90 || Math.abs(east) > 180) continue;
        if (greatCircleM(latitude, longitude, north, east) <= radius)
          assert.ok(cells.has(encodeGeohash(north, east, precision)));
      }
      for (const cell of cells) {
        const { south, west, north, east } = geohashBounds(cell);
        let nearest = Infinity;
        for (let a = 0; a <= 40; a++)
          for (const [lat, lon] of [
            [south + ((north - south) * a) / 40, west],
            [south + ((north - south) * a) / 40, east],
            [south, west + ((east - west) * a) / 40],
            [north, west + ((east - west) * a) / 40],
          ] as const)
            nearest = Math.min(nearest, greatCircleM(latitude, longitude, lat, lon));
        const isInside = encodeGeohash(latitude, longitude, precision) === cell;
        assert.ok(isInside || nearest <= radius * 1.02, `${cell}: ${nearest}, ${radius}`);
      }
    }
  });

  it("covers of boxes are the cells that meet them, over the date line and the poles", () => {
    const box = { south: 48.8, west: 2.2, north: 48.95, east: 2.5 };
    assert.deepEqual(coverBox(box, 5).sort(), [...ngeohash.bboxes(48.8, 2.2, 48.95, 2.5, 5)].sort());
    const fiji = coverBox({ south: -18, west: 179, north: -17, east: -179 }, 4);
    assert.ok(
      fiji.includes(encodeGeohash(-17.5, 179.9, 4)) && fiji.includes(encodeGeohash(-17.5, -179.9, 4)),
    );
    assert.equal(coverBox({ south: -90, west: -180, north: 90, east: 180 }, 1).length, 32);
    const pole = coverCircle(89.9, 0, 50_000, 4);
    assert.ok(pole.includes(encodeGeohash(89.95, 179, 4)));
    assert.throws(() => coverBox({ south: -90, west: -180, north: 90, east: 180 }, 6), /more than/);
    assert.throws(() => coverBox({ south: 5, west: 0, north: 1, east: 1 }, 3), RangeError);
    assert.throws(() => coverCircle(0, 0, -1, 3), RangeError);
  });

  it("an index finds by prefix what filtering finds", () => {
    const index = new GeohashIndex();
    const hashes: string[] = [];
    for (let i = 0; i < 500; i++) {
      const [latitude, longitude] = [between(48.8, 48.9), between(2.2, 2.4)];
      hashes.push(encodeGeohash(latitude, longitude, 12));
      assert.equal(index.insert(latitude, longitude), i);
    }
    const copy = GeohashIndex.restore(index.save());
    index.insert(0, 0);
    for (const cell of ["u09", "u09t", "u09tv", "u09tvw", "u09wj", "s"]) {
      const found: number[] = [];
      assert.equal(copy.collect(cell, found), found.length);
      const expected = hashes.flatMap((hash, i) => (hash.startsWith(cell) ? [i] : []));
      assert.deepEqual(
        found.sort((a, b) => a - b),
        expected,
      );
    }
    assert.deepEqual([index.size, copy.size], [501, 500]);
  });

  it("refuse what is none", () => {
    for (const [latitude, longitude] of [
      [91, 0],
      [0, 181],
      [NaN, 0],
    ] as const)
      assert.throws(() => encodeGeohash(latitude, longitude), RangeError);
    for (const precision of [0, 13, 2.5]) assert.throws(() => encodeGeohash(0, 0, precision), RangeError);
    for (const bad of ["", "a", "ezs4!", "ü", "0123456789bcd"])
      assert.throws(() => geohashBounds(bad), RangeError);
    assert.throws(() => formatGeohash({ column: 8, row: 0, precision: 1 }), RangeError);
  });
});

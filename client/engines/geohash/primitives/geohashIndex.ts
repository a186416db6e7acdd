/**
 * Positions under their geohashes in order, as any ordered store would hold them: whatever lies in a cell is one run of keys. Two sorted arrays;
 * a look-up is two binary searches, an insertion moves what lies behind.
 */
import { encodeGeohash } from "./geohash.ts";

const FULL_PRECISION = 12;
/** Sorts behind every character of a geohash. */
const BEYOND = "~";

export interface SavedGeohashIndex {
  readonly hashes: readonly string[];
  readonly ids: readonly number[];
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
}

export class GeohashIndex {
  #hashes: string[] = [];
  /** In the order of the hashes; positions are in the order of ids. */
  #ids: number[] = [];
  #latitudes: number[] = [];
  #longitudes: number[] = [];
  /** The arrays are also a saved copy's: they must be replaced before the next change. */
  #isShared = false;

  static restore(saved: SavedGeohashIndex): GeohashIndex {
    const index = new GeohashIndex();
    index.#take(saved);
    index.#isShared = true;
    return index;
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Degrees, by id. Not to be written to. */
  get latitudes(): readonly number[] {
    return this.#latitudes;
  }

  get longitudes(): readonly number[] {
    return this.#longitudes;
  }

  /** Returns the position's id: they count from 0. @throws RangeError for a position that is none. */
  insert(latitude: number, longitude: number): number {
    const hash = encodeGeohash(latitude, longitude, FULL_PRECISION);
    if (this.#isShared) this.#unshare();
    const place = this.#firstFrom(hash);
    const id = this.#latitudes.push(latitude) - 1;
    this.#longitudes.push(longitude);
    this.#hashes.splice(place, 0, hash);
    this.#ids.splice(place, 0, id);
    return id;
  }

  /** Appends to `found` the ids of what lies in the cell; returns how many that are. */
  collect(cell: string, found: number[]): number {
    const from = this.#firstFrom(cell);
    const to = this.#firstFrom(cell + BEYOND);
    for (let i = from; i < to; i++) found.push(this.#ids[i]!);
    return to - from;
  }

  /** Shares its arrays until the next insertion: searching does not change them, and they are long. */
  save(): SavedGeohashIndex {
    this.#isShared = true;
    return { hashes: this.#hashes, ids: this.#ids, latitudes: this.#latitudes, longitudes: this.#longitudes };
  }

  #unshare(): void {
    this.#take({
      hashes: [...this.#hashes],
      ids: [...this.#ids],
      latitudes: [...this.#latitudes],
      longitudes: [...this.#longitudes],
    });
    this.#isShared = false;
  }

  #take({ hashes, ids, latitudes, longitudes }: SavedGeohashIndex): void {
    this.#hashes = hashes as string[];
    this.#ids = ids as number[];
    this.#latitudes = latitudes as number[];
    this.#longitudes = longitudes as number[];
  }

  #firstFrom(hash: string): number {
    let low = 0;
    let high = this.#hashes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#hashes[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

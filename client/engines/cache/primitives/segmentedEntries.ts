/**
 * Entries in several rows, each from the newest to the oldest: the common ground of policies that move entries between
 * queues (segmented LRU, ARC, S3-FIFO, W-TinyLFU). A row may also hold ghosts, keys whose value is gone: they share the one
 * `Map` with the entries, so that turning an entry into a ghost writes a few integers and looks nothing up.
 */
import { KeySlots, type SavedKeySlots } from "./keySlots.ts";

const NONE = -1;
const FREE = 255;

export interface SavedSegments<K, V> extends SavedKeySlots<K, V> {
  readonly newer: Int32Array;
  readonly older: Int32Array;
  readonly segmentOf: Uint8Array;
  /** By segment. */
  readonly newest: Int32Array;
  readonly oldest: Int32Array;
  readonly lengths: Int32Array;
}

export class SegmentedEntries<K, V> {
  readonly slots: KeySlots<K, V>;
  /** By segment: entries in it. */
  readonly lengths: Int32Array;
  /** By slot: its segment. */
  readonly segmentOf: Uint8Array;
  readonly #newer: Int32Array;
  readonly #older: Int32Array;
  readonly #newest: Int32Array;
  readonly #oldest: Int32Array;

  /** `slots`: entries and ghosts at most; up to 254 segments.
   *  @throws RangeError */
  constructor(slots: number, segments: number) {
    this.slots = new KeySlots(slots);
    this.segmentOf = new Uint8Array(slots).fill(FREE);
    this.#newer = new Int32Array(slots);
    this.#older = new Int32Array(slots);
    this.#newest = new Int32Array(segments).fill(NONE);
    this.#oldest = new Int32Array(segments).fill(NONE);
    this.lengths = new Int32Array(segments);
  }

  /** The slot of the oldest entry, −1 in an empty segment. */
  oldest(segment: number): number {
    return this.#oldest[segment]!;
  }

  /** Puts an absent key in front of a segment; there must be a free slot. */
  add(key: K, value: V, segment: number): number {
    const slot = this.slots.take(key, value);
    this.#linkFirst(slot, segment);
    return slot;
  }

  /** Puts an entry in front of a segment, its own or another. */
  move(slot: number, segment: number): void {
    if (slot === this.#newest[segment]) return;
    this.#unlink(slot);
    this.#linkFirst(slot, segment);
  }

  remove(slot: number): void {
    this.#unlink(slot);
    this.segmentOf[slot] = FREE;
    this.slots.release(slot);
  }

  clear(): void {
    this.slots.clear();
    this.segmentOf.fill(FREE);
    this.#newest.fill(NONE);
    this.#oldest.fill(NONE);
    this.lengths.fill(0);
  }

  /** Newest first. The segment must not change meanwhile. */
  *entries(segment: number): Generator<readonly [K, V]> {
    const { keys, values } = this.slots;
    for (let slot = this.#newest[segment]!; slot !== NONE; slot = this.#older[slot]!)
      yield [keys[slot]!, values[slot]!];
  }

  save(): SavedSegments<K, V> {
    const used = this.slots.keys.length;
    return {
      ...this.slots.save(),
      newer: this.#newer.slice(0, used),
      older: this.#older.slice(0, used),
      segmentOf: this.segmentOf.slice(0, used),
      newest: this.#newest.slice(),
      oldest: this.#oldest.slice(),
      lengths: this.lengths.slice(),
    };
  }

  /** Takes over what another with as many slots and segments saved. */
  load(saved: SavedSegments<K, V>): void {
    this.slots.load(saved);
    this.#newer.set(saved.newer);
    this.#older.set(saved.older);
    this.segmentOf.set(saved.segmentOf);
    this.#newest.set(saved.newest);
    this.#oldest.set(saved.oldest);
    this.lengths.set(saved.lengths);
  }

  #linkFirst(slot: number, segment: number): void {
    const second = this.#newest[segment]!;
    this.#newer[slot] = NONE;
    this.#older[slot] = second;
    if (second === NONE) this.#oldest[segment] = slot;
    else this.#newer[second] = slot;
    this.#newest[segment] = slot;
    this.segmentOf[slot] = segment;
    this.lengths[segment]!++;
  }

  #unlink(slot: number): void {
    const segment = this.segmentOf[slot]!;
    const newer = this.#newer[slot]!;
    const older = this.#older[slot]!;
    if (newer === NONE) this.#newest[segment] = older;
    else this.#older[newer] = older;
    if (older === NONE) this.#oldest[segment] = newer;
    else this.#newer[older] = newer;
    this.lengths[segment]!--;
  }
}

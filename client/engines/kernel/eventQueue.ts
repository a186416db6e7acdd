/**
 * The pending events of a run, earliest first; ties leave in the order in which they came. A four-ary heap over typed
 * arrays, because a run spends most of its time here and an object per event would make the garbage collector the
 * bottleneck (measured: about half the events a second). Four children per node halve the depth of a binary heap and
 * keep the children in one cache line (D. B. Johnson, "Priority queues with update", IPL 1975; d-ary heaps).
 */

const SLOT_LIMIT = 0x1000000;
const GENERATION_MASK = 0x1fffffff;

/** What `save` gives and `restore` takes: independent copies, trimmed to what is in use. */
export interface SavedQueue {
  readonly size: number;
  readonly slots: number;
  readonly freeHead: number;
  readonly sequence: number;
  readonly arrays: readonly (Float64Array | Int32Array)[];
}

export class EventQueue {
  /** The event that `pop` took last. */
  time = 0;
  event = 0;
  a = 0;
  b = 0;

  /** Entries of the heap; while the root is a hole it is counted. */
  #size = 0;
  /** The root was popped and nothing has taken its place: most events schedule one successor, which then sinks from the
   *  root in one pass, where removing and inserting would take two. */
  #hole = false;
  /** Slots ever used; below it a slot is pending or on the free list. */
  #slots = 0;
  #freeHead = -1;
  #sequence = 0;
  // By place in the heap.
  #heapTime = new Float64Array(64);
  #heapSequence = new Float64Array(64);
  #heapSlot = new Int32Array(64);
  // By slot: a slot stays put while its place in the heap moves, so that a handle can find it.
  #slotEvent = new Int32Array(64);
  #slotA = new Float64Array(64);
  #slotB = new Float64Array(64);
  /** Place in the heap; for a free slot −2 − (next free slot). */
  #slotPlace = new Int32Array(64);
  #slotGeneration = new Int32Array(64);

  get size(): number {
    return this.#hole ? this.#size - 1 : this.#size;
  }

  /** Time of the earliest event; Infinity when empty. */
  get nextTime(): number {
    if (this.#hole) this.#fillHole();
    return this.#size === 0 ? Infinity : this.#heapTime[0]!;
  }

  /** Returns a handle for `cancel`. */
  push(time: number, event: number, a: number, b: number): number {
    let slot = this.#freeHead;
    if (slot >= 0) {
      this.#freeHead = -2 - this.#slotPlace[slot]!;
    } else {
      slot = this.#slots;
      if (slot === this.#slotEvent.length) this.#grow();
      this.#slots++;
    }
    this.#slotEvent[slot] = event;
    this.#slotA[slot] = a;
    this.#slotB[slot] = b;
    const generation = (this.#slotGeneration[slot]! + 1) & GENERATION_MASK || 1;
    this.#slotGeneration[slot] = generation;
    if (this.#hole) {
      this.#hole = false;
      this.#siftDown(0, time, this.#sequence++, slot);
    } else {
      this.#siftUp(this.#size++, time, this.#sequence++, slot);
    }
    return generation * SLOT_LIMIT + slot;
  }

  /** Takes the earliest event into `time`, `event`, `a` and `b`; false when empty. */
  pop(): boolean {
    if (this.#hole) this.#fillHole();
    if (this.#size === 0) return false;
    const slot = this.#heapSlot[0]!;
    this.time = this.#heapTime[0]!;
    this.event = this.#slotEvent[slot]!;
    this.a = this.#slotA[slot]!;
    this.b = this.#slotB[slot]!;
    this.#release(slot);
    this.#hole = true;
    return true;
  }

  /** False when the event has happened or was cancelled before. */
  cancel(handle: number): boolean {
    if (this.#hole) this.#fillHole();
    const slot = handle % SLOT_LIMIT;
    if (!(slot < this.#slots)) return false;
    const place = this.#slotPlace[slot]!;
    if (place < 0 || this.#slotGeneration[slot] !== (handle - slot) / SLOT_LIMIT) return false;
    this.#release(slot);
    const last = --this.#size;
    if (place === last) return true;
    const time = this.#heapTime[last]!;
    const sequence = this.#heapSequence[last]!;
    const moved = this.#heapSlot[last]!;
    // The entry that fills the gap may belong above it or below it.
    if (place > 0 && this.#before(time, sequence, (place - 1) >> 2))
      this.#siftUp(place, time, sequence, moved);
    else this.#siftDown(place, time, sequence, moved);
    return true;
  }

  save(): SavedQueue {
    if (this.#hole) this.#fillHole();
    const size = this.#size;
    return {
      size,
      slots: this.#slots,
      freeHead: this.#freeHead,
      sequence: this.#sequence,
      arrays: this.#arrays().map((array, i) => array.slice(0, i < 3 ? size : this.#slots)),
    };
  }

  restore(saved: SavedQueue): void {
    while (this.#slotEvent.length < saved.slots) this.#grow();
    this.#hole = false;
    this.#size = saved.size;
    this.#slots = saved.slots;
    this.#freeHead = saved.freeHead;
    this.#sequence = saved.sequence;
    this.#arrays().forEach((array, i) => {
      array.set(saved.arrays[i]!);
    });
  }

  /** The heap's arrays first, then those by slot. */
  #arrays(): (Float64Array | Int32Array)[] {
    return [
      this.#heapTime,
      this.#heapSequence,
      this.#heapSlot,
      this.#slotEvent,
      this.#slotA,
      this.#slotB,
      this.#slotPlace,
      this.#slotGeneration,
    ];
  }

  #release(slot: number): void {
    this.#slotPlace[slot] = -2 - this.#freeHead;
    this.#freeHead = slot;
  }

  #before(time: number, sequence: number, place: number): boolean {
    const other = this.#heapTime[place]!;
    return time < other || (time === other && sequence < this.#heapSequence[place]!);
  }

  #fillHole(): void {
    this.#hole = false;
    const last = --this.#size;
    if (last > 0) this.#siftDown(0, this.#heapTime[last]!, this.#heapSequence[last]!, this.#heapSlot[last]!);
  }

  // Both sifts keep the arrays in local variables, since the compiler cannot know that a store leaves the fields alone.

  #siftUp(from: number, time: number, sequence: number, slot: number): void {
    const times = this.#heapTime;
    const sequences = this.#heapSequence;
    const slots = this.#heapSlot;
    const places = this.#slotPlace;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentTime = times[parent]!;
      if (parentTime < time || (parentTime === time && sequences[parent]! < sequence)) break;
      const moved = slots[parent]!;
      times[place] = parentTime;
      sequences[place] = sequences[parent]!;
      slots[place] = moved;
      places[moved] = place;
      place = parent;
    }
    times[place] = time;
    sequences[place] = sequence;
    slots[place] = slot;
    places[slot] = place;
  }

  #siftDown(from: number, time: number, sequence: number, slot: number): void {
    const times = this.#heapTime;
    const sequences = this.#heapSequence;
    const slots = this.#heapSlot;
    const places = this.#slotPlace;
    const size = this.#size;
    let place = from;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let least = first;
      let leastTime = times[first]!;
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child]!;
        if (childTime < leastTime || (childTime === leastTime && sequences[child]! < sequences[least]!)) {
          least = child;
          leastTime = childTime;
        }
      }
      if (time < leastTime || (time === leastTime && sequence < sequences[least]!)) break;
      const moved = slots[least]!;
      times[place] = leastTime;
      sequences[place] = sequences[least]!;
      slots[place] = moved;
      places[moved] = place;
      place = least;
    }
    times[place] = time;
    sequences[place] = sequence;
    slots[place] = slot;
    places[slot] = place;
  }

  #grow(): void {
    const length = this.#slotEvent.length * 2;
    if (length > SLOT_LIMIT) throw new Error(`more than ${SLOT_LIMIT / 2} events are pending`);
    this.#heapTime = wider(this.#heapTime, new Float64Array(length));
    this.#heapSequence = wider(this.#heapSequence, new Float64Array(length));
    this.#heapSlot = wider(this.#heapSlot, new Int32Array(length));
    this.#slotEvent = wider(this.#slotEvent, new Int32Array(length));
    this.#slotA = wider(this.#slotA, new Float64Array(length));
    this.#slotB = wider(this.#slotB, new Float64Array(length));
    this.#slotPlace = wider(this.#slotPlace, new Int32Array(length));
    this.#slotGeneration = wider(this.#slotGeneration, new Int32Array(length));
  }
}

function wider<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

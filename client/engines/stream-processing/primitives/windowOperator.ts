/**
 * Counts and sums by key and window of event time, with the rules of Flink and Beam: a window's result comes when the watermark
 * passes its end; events that come later, but not later than the allowed lateness, correct it; after that the window is forgotten
 * and its late events are dropped. Session windows grow and merge until their key has been silent for a gap.
 *
 * It keeps only windows that are still open, and one timer for each.
 */
import {
  BoundedPriorityLine,
  type SavedBoundedPriorityLine,
} from "../../queueing/primitives/boundedPriorityLine.ts";
import { slidingStarts, tumblingStart } from "./windowAssigners.ts";

export interface WindowOptions {
  readonly kind: "tumbling" | "sliding" | "session";
  /** Of tumbling and sliding windows. */
  readonly sizeMs: number;
  /** Between the starts of sliding windows; at most their size. */
  readonly slideMs: number;
  /** A session ends when its key has been silent for so long. */
  readonly gapMs: number;
  /** How long after its end, in event time, a window can still be corrected. */
  readonly latenessMs: number;
}

export interface OpenWindow {
  readonly key: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly count: number;
  readonly sum: number;
}

/** Told of every result; `correction`: there was an earlier one for these events. */
export type EmitWindow = (window: OpenWindow, correction: boolean) => void;

interface Window {
  key: number;
  startMs: number;
  endMs: number;
  count: number;
  sum: number;
  fired: boolean;
}

export interface SavedWindowOperator {
  readonly options: WindowOptions;
  readonly windows: readonly (readonly [number, Window])[];
  readonly timers: SavedBoundedPriorityLine;
  readonly next: number;
  readonly watermarkMs: number;
  readonly counts: readonly [number, number, number, number, number];
}

const MOST_WINDOWS = 0x40000000;

export class WindowOperator {
  readonly options: WindowOptions;
  /** By handle: timers name windows by it, even after they have merged. */
  #windows = new Map<number, Window>();
  /** Handles of open windows by key, ascending in start. */
  #byKey = new Map<number, number[]>();
  #timers = new BoundedPriorityLine(MOST_WINDOWS);
  #next = 0;
  #watermarkMs = -Infinity;
  #onTime = 0;
  #late = 0;
  #dropped = 0;
  #closedCount = 0;
  #closedWindows = 0;

  /** @throws RangeError for lengths that are not above 0, a slide beyond the size, or a negative lateness. */
  constructor(options: WindowOptions) {
    const { kind, sizeMs, slideMs, gapMs, latenessMs } = options;
    const lengths = kind === "session" ? [gapMs] : kind === "sliding" ? [sizeMs, slideMs] : [sizeMs];
    for (const length of lengths)
      if (!(length > 0 && length < Infinity)) throw new RangeError(`a length is above 0, not ${length}`);
    if (kind === "sliding" && slideMs > sizeMs)
      throw new RangeError("a slide beyond the size would lose events");
    if (!(latenessMs >= 0)) throw new RangeError(`latenessMs must not be negative, but is ${latenessMs}`);
    this.options = options;
  }

  static restore(saved: SavedWindowOperator): WindowOperator {
    const operator = new WindowOperator(saved.options);
    for (const [handle, window] of saved.windows) {
      operator.#windows.set(handle, { ...window });
      operator.#index(handle);
    }
    operator.#timers = BoundedPriorityLine.restore(saved.timers);
    operator.#next = saved.next;
    operator.#watermarkMs = saved.watermarkMs;
    [operator.#onTime, operator.#late, operator.#dropped] = saved.counts;
    [, , , operator.#closedCount, operator.#closedWindows] = saved.counts;
    return operator;
  }

  get watermarkMs(): number {
    return this.#watermarkMs;
  }

  /** Windows that are kept. */
  get open(): number {
    return this.#windows.size;
  }

  /** Entries into windows: in time for the first result, corrections of one, and those that came too late for any. */
  get onTime(): number {
    return this.#onTime;
  }

  get late(): number {
    return this.#late;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Entries in windows that are forgotten. */
  get closedCount(): number {
    return this.#closedCount;
  }

  /** Windows that are forgotten. */
  get closedWindows(): number {
    return this.#closedWindows;
  }

  /** An event; results that it corrects are told at once. */
  add(key: number, eventMs: number, value: number, emit: EmitWindow): void {
    const { kind, sizeMs, slideMs, gapMs } = this.options;
    if (kind === "session") this.#addToSession(key, eventMs, eventMs + gapMs, value, emit);
    else if (kind === "tumbling") this.#addToWindow(key, tumblingStart(eventMs, sizeMs), value, emit);
    else
      for (const startMs of slidingStarts(eventMs, sizeMs, slideMs))
        this.#addToWindow(key, startMs, value, emit);
  }

  /** Event time has come so far: results are told, and windows beyond their lateness forgotten. A lower one is ignored. */
  advance(watermarkMs: number, emit: EmitWindow): void {
    if (watermarkMs <= this.#watermarkMs) return;
    this.#watermarkMs = watermarkMs;
    for (;;) {
      const dueMs = this.#timers.firstKey;
      if (dueMs === undefined || dueMs > watermarkMs) return;
      const handle = this.#timers.shift()!;
      const window = this.#windows.get(handle);
      if (window === undefined) continue;
      if (!window.fired && window.endMs <= watermarkMs) {
        window.fired = true;
        emit(window, false);
      }
      if (window.endMs + this.options.latenessMs <= watermarkMs) this.#forget(handle, window);
      // A session that has grown since, or a result that can still be corrected, comes again.
      else this.#timers.push(handle, window.fired ? window.endMs + this.options.latenessMs : window.endMs);
    }
  }

  /** Windows that are kept, by key and start. */
  *windows(): Generator<OpenWindow> {
    for (const handles of this.#byKey.values())
      for (const handle of handles) yield this.#windows.get(handle)!;
  }

  save(): SavedWindowOperator {
    return {
      options: this.options,
      windows: [...this.#windows].map(([handle, window]) => [handle, { ...window }] as const),
      timers: this.#timers.save(),
      next: this.#next,
      watermarkMs: this.#watermarkMs,
      counts: [this.#onTime, this.#late, this.#dropped, this.#closedCount, this.#closedWindows],
    };
  }

  #isTooLate(endMs: number): boolean {
    return endMs + this.options.latenessMs <= this.#watermarkMs;
  }

  #addToWindow(key: number, startMs: number, value: number, emit: EmitWindow): void {
    const endMs = startMs + this.options.sizeMs;
    if (this.#isTooLate(endMs)) {
      this.#dropped++;
      return;
    }
    const handles = this.#byKey.get(key) ?? [];
    let handle = handles.findLast((one) => this.#windows.get(one)!.startMs === startMs);
    if (handle === undefined) handle = this.#create(key, startMs, endMs);
    this.#enter(this.#windows.get(handle)!, value, emit);
  }

  /** Joins, lengthens or merges sessions: those that the event's own one, [event, event + gap), touches. */
  #addToSession(key: number, startMs: number, endMs: number, value: number, emit: EmitWindow): void {
    const handles = this.#byKey.get(key) ?? [];
    const touched = handles.filter((handle) => {
      const window = this.#windows.get(handle)!;
      return window.startMs <= endMs && window.endMs >= startMs;
    });
    if (touched.length === 0 && this.#isTooLate(endMs)) {
      this.#dropped++;
      return;
    }
    const handle = touched[0] ?? this.#create(key, startMs, endMs);
    const window = this.#windows.get(handle)!;
    const toldBefore = window.fired;
    for (const other of touched.slice(1)) this.#merge(window, other);
    window.startMs = Math.min(window.startMs, startMs);
    window.endMs = Math.max(window.endMs, endMs);
    // A result that was told turns out to be part of a session that goes on: it will be told anew at its end.
    if (window.endMs > this.#watermarkMs) window.fired = false;
    if (toldBefore && !window.fired) this.#timers.push(handle, window.endMs);
    this.#enter(window, value, emit);
  }

  #merge(into: Window, handle: number): void {
    const other = this.#windows.get(handle)!;
    into.startMs = Math.min(into.startMs, other.startMs);
    into.endMs = Math.max(into.endMs, other.endMs);
    into.count += other.count;
    into.sum += other.sum;
    into.fired = into.fired && other.fired;
    this.#remove(handle, other);
  }

  #enter(window: Window, value: number, emit: EmitWindow): void {
    window.count++;
    window.sum += value;
    if (window.fired) {
      this.#late++;
      emit(window, true);
    } else this.#onTime++;
  }

  #create(key: number, startMs: number, endMs: number): number {
    const handle = this.#next++;
    const fired = endMs <= this.#watermarkMs;
    this.#windows.set(handle, { key, startMs, endMs, count: 0, sum: 0, fired });
    this.#index(handle);
    this.#timers.push(handle, fired ? endMs + this.options.latenessMs : endMs);
    return handle;
  }

  #index(handle: number): void {
    const { key, startMs } = this.#windows.get(handle)!;
    const handles = this.#byKey.get(key);
    if (handles === undefined) {
      this.#byKey.set(key, [handle]);
      return;
    }
    let at = handles.length;
    while (at > 0 && this.#windows.get(handles[at - 1]!)!.startMs > startMs) at--;
    handles.splice(at, 0, handle);
  }

  #forget(handle: number, window: Window): void {
    this.#closedCount += window.count;
    this.#closedWindows++;
    this.#remove(handle, window);
  }

  #remove(handle: number, window: Window): void {
    this.#windows.delete(handle);
    const handles = this.#byKey.get(window.key)!;
    handles.splice(handles.indexOf(handle), 1);
    if (handles.length === 0) this.#byKey.delete(window.key);
  }
}

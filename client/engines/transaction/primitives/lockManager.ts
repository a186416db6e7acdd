/**
 * Locks in several granularities with deadlock detection: J. Gray, R. Lorie, G. Putzolu, I. Traiger, "Granularity of locks
 * and degrees of consistency in a shared data base", 1976. Requests are served in order, upgrades first. Nobody blocks
 * here: a request that has to wait is queued, and asked for again by its owner when `isWaiting` has become false.
 */
import { restoreState, saveState } from "../../kernel/copy.ts";

/** Intention shared, intention exclusive, shared, shared with intention exclusive, exclusive. */
export type LockMode = "IS" | "IX" | "S" | "SIX" | "X";

export type LockAnswer = "granted" | "waits" | "deadlock";

const COMPATIBLE: Readonly<Record<LockMode, readonly LockMode[]>> = {
  IS: ["IS", "IX", "S", "SIX"],
  IX: ["IS", "IX"],
  S: ["IS", "S"],
  SIX: ["IS"],
  X: [],
};

/** What a mode includes besides itself. */
const INCLUDES: Readonly<Record<LockMode, readonly LockMode[]>> = {
  IS: ["IS"],
  IX: ["IX", "IS"],
  S: ["S", "IS"],
  SIX: ["SIX", "S", "IX", "IS"],
  X: ["X", "SIX", "S", "IX", "IS"],
};

const MODES: readonly LockMode[] = ["IS", "IX", "S", "SIX", "X"];

/** The weakest mode that includes both. */
export function joinedLockMode(left: LockMode, right: LockMode): LockMode {
  return MODES.find((mode) => INCLUDES[mode].includes(left) && INCLUDES[mode].includes(right))!;
}

interface Request {
  readonly owner: number;
  readonly mode: LockMode;
}

interface Resource {
  readonly holders: Map<number, LockMode>;
  readonly queue: Request[];
}

interface LockTables {
  readonly resources: Map<string, Resource>;
  /** What each owner waits for; an owner waits for one thing at a time. */
  readonly waiting: Map<number, string>;
  readonly held: Map<number, Set<string>>;
}

export class LockManager {
  readonly #tables: LockTables;

  constructor(tables: LockTables = { resources: new Map(), waiting: new Map(), held: new Map() }) {
    this.#tables = tables;
  }

  static restore(saved: unknown): LockManager {
    return new LockManager(restoreState(saved) as LockTables);
  }

  save(): unknown {
    return saveState(this.#tables);
  }

  isWaiting(owner: number): boolean {
    return this.#tables.waiting.has(owner);
  }

  /** Whether `owner` holds `mode` or more on `resource`. */
  holds(owner: number, resource: string, mode: LockMode): boolean {
    const held = this.#tables.resources.get(resource)?.holders.get(owner);
    return held !== undefined && INCLUDES[held].includes(mode);
  }

  /** `deadlock`: waiting would close a circle of waiting; nothing is queued, and the owner should give up. */
  acquire(owner: number, resource: string, mode: LockMode): LockAnswer {
    if (this.holds(owner, resource, mode)) return "granted";
    if (this.isWaiting(owner)) return "waits";
    const { resources, waiting } = this.#tables;
    let entry = resources.get(resource);
    if (entry === undefined) {
      entry = { holders: new Map(), queue: [] };
      resources.set(resource, entry);
    }
    const before = entry.holders.get(owner);
    const request = { owner, mode: before === undefined ? mode : joinedLockMode(before, mode) };
    const upgrade = before !== undefined;
    if ((upgrade || entry.queue.length === 0) && free(entry, request)) {
      this.#grant(resource, entry, request);
      return "granted";
    }
    const place = upgrade ? 0 : entry.queue.length;
    entry.queue.splice(place, 0, request);
    waiting.set(owner, resource);
    if (!this.#waitsForItself(owner)) return "waits";
    entry.queue.splice(entry.queue.indexOf(request), 1);
    waiting.delete(owner);
    this.#serve(resource, entry);
    return "deadlock";
  }

  /** Gives up all that `owner` holds or waits for; others that waited may be granted theirs. */
  releaseAll(owner: number): void {
    const { resources, waiting, held } = this.#tables;
    const wanted = waiting.get(owner);
    waiting.delete(owner);
    const touched = new Set(held.get(owner));
    if (wanted !== undefined) touched.add(wanted);
    held.delete(owner);
    for (const resource of touched) {
      const entry = resources.get(resource)!;
      entry.holders.delete(owner);
      const at = entry.queue.findIndex((request) => request.owner === owner);
      if (at >= 0) entry.queue.splice(at, 1);
      this.#serve(resource, entry);
      if (entry.holders.size === 0 && entry.queue.length === 0) resources.delete(resource);
    }
  }

  /** Owners whom `owner` waits for. */
  blockers(owner: number): number[] {
    const resource = this.#tables.waiting.get(owner);
    if (resource === undefined) return [];
    const { holders, queue } = this.#tables.resources.get(resource)!;
    const at = queue.findIndex((request) => request.owner === owner);
    const mode = queue[at]!.mode;
    const others = [
      ...[...holders].map(([other, held]) => ({ owner: other, mode: held })),
      ...queue.slice(0, at),
    ];
    return others
      .filter((other) => other.owner !== owner && !COMPATIBLE[mode].includes(other.mode))
      .map((other) => other.owner);
  }

  #grant(resource: string, entry: Resource, { owner, mode }: Request): void {
    entry.holders.set(owner, mode);
    const held = this.#tables.held.get(owner);
    if (held === undefined) this.#tables.held.set(owner, new Set([resource]));
    else held.add(resource);
  }

  /** From the front of the queue, as long as the first can have what it wants. */
  #serve(resource: string, entry: Resource): void {
    while (entry.queue.length > 0 && free(entry, entry.queue[0]!)) {
      const request = entry.queue.shift()!;
      this.#tables.waiting.delete(request.owner);
      this.#grant(resource, entry, request);
    }
  }

  #waitsForItself(owner: number): boolean {
    const seen = new Set<number>();
    const open = this.blockers(owner);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === owner) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...this.blockers(next));
    }
    return false;
  }
}

function free({ holders }: Resource, { owner, mode }: Request): boolean {
  for (const [other, held] of holders) if (other !== owner && !COMPATIBLE[mode].includes(held)) return false;
  return true;
}

/**
 * Copies of an engine's state, for snapshots and forks. State is plain data: numbers, strings, booleans, typed arrays,
 * arrays, maps, sets and literal objects, shared references and all; or instances of classes that know how to save
 * themselves, cheaply (typed arrays as a whole) at the price of a slower restore: seeking is rarer than saving.
 */

type TypedArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Int16Array
  | Uint8Array
  | Int8Array;

/** An instance in the state. `save` returns data that the instance will not touch again; the class has a static
 *  `restore(saved)` that makes an equal, independent instance and leaves `saved` as it was. */
export interface Saveable<Saved> {
  save(): Saved;
}

interface SaveableClass {
  restore(saved: unknown): unknown;
}

/** Stands for an instance inside saved state. */
class SavedInstance {
  readonly type: SaveableClass;
  readonly data: unknown;

  constructor(type: SaveableClass, data: unknown) {
    this.type = type;
    this.data = data;
  }
}

/** A copy that shares nothing mutable with `value`. */
export function saveState(value: unknown): unknown {
  return copied(value, new Map());
}

/** A live state out of a saved one, which stays as it was and can be restored again. */
export function restoreState(saved: unknown): unknown {
  return copied(saved, new Map());
}

function copied(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === "function") throw new Error("state holds a function, which cannot be saved");
  if (typeof value !== "object" || value === null) return value;
  const before = seen.get(value);
  if (before !== undefined) return before;
  if (value instanceof SavedInstance) return remember(seen, value, value.type.restore(value.data));
  if (ArrayBuffer.isView(value)) return remember(seen, value, (value as TypedArray).slice());
  if (Array.isArray(value)) return copiedArray(value, seen);
  if (value instanceof Map) return copiedMap(value, seen);
  if (value instanceof Set)
    return remember(seen, value, new Set([...value].map((item) => copied(item, seen))));
  const prototype = Object.getPrototypeOf(value) as { constructor?: unknown } | null;
  if (prototype !== null && prototype !== Object.prototype) return savedInstance(value, prototype, seen);
  const target: Record<string, unknown> = {};
  seen.set(value, target);
  for (const key of Object.keys(value)) target[key] = copied((value as Record<string, unknown>)[key], seen);
  return target;
}

function remember(seen: Map<object, unknown>, value: object, copy: unknown): unknown {
  seen.set(value, copy);
  return copy;
}

function copiedArray(value: readonly unknown[], seen: Map<object, unknown>): unknown[] {
  const target = value.slice();
  seen.set(value, target);
  for (let i = 0; i < target.length; i++) {
    const item = target[i];
    if (typeof item === "object" && item !== null) target[i] = copied(item, seen);
  }
  return target;
}

function copiedMap(value: ReadonlyMap<unknown, unknown>, seen: Map<object, unknown>): Map<unknown, unknown> {
  const target = new Map<unknown, unknown>();
  seen.set(value, target);
  for (const [key, item] of value) target.set(copied(key, seen), copied(item, seen));
  return target;
}

function savedInstance(
  value: object,
  prototype: { constructor?: unknown },
  seen: Map<object, unknown>,
): unknown {
  const type = prototype.constructor as Partial<SaveableClass> & { name?: string };
  const save = (value as Partial<Saveable<unknown>>).save;
  if (typeof save !== "function" || typeof type.restore !== "function") {
    throw new Error(
      `state holds a ${type.name ?? "nameless class"}, which has no save() and static restore()`,
    );
  }
  return remember(seen, value, new SavedInstance(type as SaveableClass, save.call(value)));
}

/** Estimated bytes of saved state: exact for typed arrays, 8 a field and item otherwise. */
export function sizeOf(saved: unknown): number {
  return measured(saved, new Set());
}

function measured(value: unknown, seen: Set<object>): number {
  if (typeof value === "string") return 16 + 2 * value.length;
  if (typeof value !== "object" || value === null || seen.has(value)) return 8;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return 64 + value.byteLength;
  if (value instanceof SavedInstance) return 32 + measured(value.data, seen);
  if (value instanceof Map)
    return measured([...value.keys()], seen) + measured([...value.values()], seen) + 16 * value.size;
  const items = Array.isArray(value) ? value : value instanceof Set ? [...value] : Object.values(value);
  let bytes = 32 + 8 * items.length;
  for (const item of items)
    if (typeof item === "object" || typeof item === "string") bytes += measured(item, seen);
  return bytes;
}

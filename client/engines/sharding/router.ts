/** From a row to its shard, by each of the schemes; plain data and primitives, so that it can be part of the state. */
import { HashRing } from "../consistent-hashing/primitives/hashRing.ts";
import { ModuloTable } from "../consistent-hashing/primitives/moduloTable.ts";
import { mixInteger } from "../consistent-hashing/primitives/murmur3.ts";
import { type Params, shardsAtStart } from "./params.ts";
import { RangeTable } from "./primitives/rangeTable.ts";
import { SlotTable } from "./primitives/slotTable.ts";

export interface Router {
  readonly hashed: HashRing<number> | ModuloTable<number> | SlotTable<number> | undefined;
  /** Of positions: a tenant's from 0 to 1, new ids behind. */
  readonly ranges: RangeTable<number> | undefined;
  shards: number;
}

const POINTS = 100;

export function createRouter(values: Params, seed: number): Router {
  const shards = shardsAtStart(values);
  const { scheme } = values;
  if (scheme === "range") {
    const ranges = new RangeTable<number>(0);
    for (let shard = 1; shard < shards; shard++) ranges.split(shard / shards, shard);
    return { hashed: undefined, ranges, shards };
  }
  const hashed =
    scheme === "modulo"
      ? new ModuloTable<number>(seed)
      : scheme === "ring"
        ? new HashRing<number>(POINTS, seed)
        : scheme === "slots"
          ? new SlotTable<number>()
          : undefined;
  for (let shard = 0; shard < shards; shard++) hashed?.add(shard);
  return { hashed, ranges: undefined, shards };
}

/** The shard of a row; `hash` is its key's, `position` its place in the order of keys. */
export function shardOf(router: Router, hash: number, position: number, table: number): number {
  if (router.hashed !== undefined) return router.hashed.ownerOfHash(hash)!;
  return router.ranges === undefined ? table : router.ranges.ownerOf(position);
}

/** One more shard. `middle` is the middle key of the fullest shard, where a range is cut. A federation cannot grow this way. */
export function addShard(router: Router, middle: number): boolean {
  if (router.hashed !== undefined) router.hashed.add(router.shards);
  else if (router.ranges === undefined || !router.ranges.split(middle, router.shards)) return false;
  router.shards++;
  return true;
}

/** The hash of a shard key: of the tenant, the id, or both. */
export function keyHash(values: Params, salt: number, tenant: number, id: number, part: number): number {
  const ofTenant = mixInteger(mixInteger(tenant + 1) ^ salt ^ Math.imul(part, 0x9e3779b9));
  if (values.key === "tenant") return ofTenant;
  return values.key === "id" ? mixInteger(id ^ salt) : mixInteger(ofTenant ^ mixInteger(id + 1));
}

/** Where the key stands in the order of keys. Tenants are anywhere in it, as names are; ids of a sequence come after all that were there. */
export function keyPosition(values: Params, salt: number, tenant: number, id: number, part: number): number {
  if (values.key === "id") return 1 + id;
  return mixInteger(mixInteger(tenant + 1) ^ salt ^ Math.imul(part, 0x9e3779b9)) / 0x100000000;
}

/** The one limit that all caches of this folder share. */

/** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
export function assertCacheCapacity(capacity: number): number {
  if (Number.isInteger(capacity) && capacity >= 1 && capacity <= 0x1000000) return capacity;
  throw new RangeError(`capacity must be a whole number from 1 to 16777216, not ${capacity}`);
}

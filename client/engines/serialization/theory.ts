/** Expected bytes of an order in each format, field by field, when nothing of the schema has changed. */
import type { Params } from "./params.ts";
import { namesOf } from "./schemas.ts";

/** Mean of a length over the ids, given where the next byte begins: `limits` ascending. */
function meanLength(
  below: number,
  limits: readonly { readonly from: number; readonly bytes: number }[],
): number {
  let mean = 0;
  limits.forEach(({ from, bytes }, i) => {
    const to = limits[i + 1]?.from ?? Infinity;
    mean += (Math.max(0, Math.min(below, to) - from) / below) * bytes;
  });
  return mean;
}

/** Bytes of a varint by the size of what it holds. */
function varintMean(below: number, bitsOfFirst: number): number {
  const limits = [{ from: 0, bytes: 1 }];
  for (let bytes = 2, from = 1 << bitsOfFirst; bytes < 7; bytes++, from *= 128) limits.push({ from, bytes });
  return meanLength(below, limits);
}

export function jsonBytes({ largest, textLength, items, ...rest }: Params): number {
  const names = namesOf(rest).reduce((sum, name) => sum + name.length + 3, 0);
  const digits = Array.from({ length: 10 }, (_, i) => ({
    from: i === 0 ? 0 : Number(`1e${i}`),
    bytes: i + 1,
  }));
  const id = meanLength(largest, digits);
  // Amounts are 1000.5 to 9999.5; "true" and "false" 4.5 in the mean; numbers below 100 have 1.9 digits.
  const list = 2 + items * 1.9 + Math.max(0, items - 1);
  return 2 + 4 + names + id + (2 + textLength) + 6 + 4.5 + list;
}

export function messagePackBytes({ largest, textLength, items, ...rest }: Params): number {
  const names = namesOf(rest).reduce((sum, name) => sum + name.length + 1, 0);
  const id = meanLength(largest, [
    { from: 0, bytes: 1 },
    { from: 0x80, bytes: 2 },
    { from: 0x100, bytes: 3 },
    { from: 0x10000, bytes: 5 },
  ]);
  const text = textLength + (textLength < 32 ? 1 : 2);
  return 1 + names + id + text + 9 + 1 + (items < 16 ? 1 : 3) + items;
}

export function protobufBytes({ largest, textLength, items }: Params): number {
  // An id of 0 and an order that is not paid are not written.
  const id = 1 + varintMean(largest, 7) - 2 / largest;
  return id + (2 + textLength) + 9 + 1 + (items === 0 ? 0 : 2 + items);
}

export function avroBytes({ largest, textLength, items }: Params): number {
  const text = textLength + (textLength < 64 ? 1 : 2);
  // Numbers from 64 take two bytes: 36 of 100.
  const list = items === 0 ? 1 : 2 + items * 1.36;
  return varintMean(largest, 6) + text + 8 + 1 + list;
}

export function fixedBytes({ textLength, items }: Params): number {
  return 8 + (2 + textLength) + 8 + 1 + (2 + 8 * items);
}

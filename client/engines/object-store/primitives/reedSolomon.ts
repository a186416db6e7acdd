/**
 * Reed–Solomon erasure code: k data shards get m parity shards, and any k of the n = k + m give all of them back
 * (I. S. Reed, G. Solomon, "Polynomial codes over certain finite fields", J. SIAM 8(2), 1960; in this form, systematic by
 * a Vandermonde matrix times the inverse of its upper square, J. S. Plank, Y. Ding, 2003). k = 1 is plain replication.
 *
 * It corrects erasures, shards known to be missing, and not silent errors: those are for checksums to find.
 */
import { gf256Power, gf256Products } from "./galoisField256.ts";
import { type Gf256Matrix, gf256MatrixInverse, gf256MatrixProduct } from "./gf256Matrix.ts";

export class ReedSolomon {
  readonly dataShards: number;
  readonly parityShards: number;
  /** By shard: the factors with which data shards add up to it; the first k rows are the unit matrix. */
  readonly #rows: Gf256Matrix;

  /** @throws RangeError unless there are 1 to 255 shards, of which at least one has data. */
  constructor(dataShards: number, parityShards: number) {
    const total = dataShards + parityShards;
    const whole = Number.isInteger(dataShards) && Number.isInteger(parityShards);
    if (!whole || dataShards < 1 || parityShards < 0 || total > 255) {
      throw new RangeError(`no code of ${dataShards} data and ${parityShards} parity shards`);
    }
    this.dataShards = dataShards;
    this.parityShards = parityShards;
    const vandermonde = Array.from({ length: total }, (_, row) =>
      Uint8Array.from({ length: dataShards }, (_unused, column) => gf256Power(row, column)),
    );
    this.#rows = gf256MatrixProduct(vandermonde, gf256MatrixInverse(vandermonde.slice(0, dataShards)));
  }

  /** Immutable, hence shared between a state and its snapshots. */
  static restore(saved: ReedSolomon): ReedSolomon {
    return saved;
  }

  save(): ReedSolomon {
    return this;
  }

  get shards(): number {
    return this.dataShards + this.parityShards;
  }

  /** The parity shards of k data shards of equal length. */
  encode(data: readonly Uint8Array[]): Uint8Array[] {
    if (data.length !== this.dataShards)
      throw new RangeError(`${data.length} data shards, not ${this.dataShards}`);
    checkLengths(data);
    return this.#rows.slice(this.dataShards).map((row) => combined(row, data));
  }

  /** All shards from those that are there; shards that are not given are made new, the others are passed through.
   *  @throws RangeError when fewer than k are there, or when their lengths differ. */
  reconstruct(shards: readonly (Uint8Array | undefined)[]): Uint8Array[] {
    if (shards.length !== this.shards) throw new RangeError(`${shards.length} places, not ${this.shards}`);
    const missing = shards.flatMap((shard, i) => (shard === undefined ? [i] : []));
    const made = this.rebuild(shards, missing);
    return shards.map((shard, i) => shard ?? made[missing.indexOf(i)]!);
  }

  /** The wanted shards from any k others: what repairing reads and makes. Errors as for `reconstruct`. */
  rebuild(shards: readonly (Uint8Array | undefined)[], wanted: readonly number[]): Uint8Array[] {
    const sources: number[] = [];
    for (let i = 0; i < shards.length && sources.length < this.dataShards; i++) {
      if (shards[i] !== undefined) sources.push(i);
    }
    if (sources.length < this.dataShards) {
      throw new RangeError(`${sources.length} shards are left of the ${this.dataShards} that are needed`);
    }
    const given = sources.map((i) => shards[i]!);
    checkLengths(given);
    if (wanted.length === 0) return [];
    const decoding = gf256MatrixInverse(sources.map((i) => this.#rows[i]!));
    const rows = gf256MatrixProduct(
      wanted.map((i) => this.#rows[i]!),
      decoding,
    );
    return rows.map((row) => combined(row, given));
  }

  /** Whether the parity shards are those of the data. */
  verify(shards: readonly Uint8Array[]): boolean {
    const parity = this.encode(shards.slice(0, this.dataShards));
    return parity.every((shard, i) => {
      const other = shards[this.dataShards + i]!;
      return other.length === shard.length && shard.every((byte, at) => byte === other[at]);
    });
  }
}

function checkLengths(shards: readonly Uint8Array[]): void {
  if (shards.some(({ length }) => length !== shards[0]!.length))
    throw new RangeError("shards differ in length");
}

/** Σ factor · shard, byte by byte. */
function combined(row: Uint8Array, shards: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(shards[0]!.length);
  row.forEach((factor, i) => {
    if (factor === 0) return;
    const shard = shards[i]!;
    const base = factor * 256;
    for (let at = 0; at < result.length; at++) result[at]! ^= gf256Products[base + shard[at]!]!;
  });
  return result;
}

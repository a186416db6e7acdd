/** Small matrices over GF(2^8), as rows of bytes. */
import { gf256Inverse, gf256Multiply } from "./galoisField256.ts";

export type Gf256Matrix = readonly Uint8Array[];

export function gf256MatrixProduct(left: Gf256Matrix, right: Gf256Matrix): Uint8Array[] {
  return left.map((row) => {
    const product = new Uint8Array(right[0]!.length);
    row.forEach((factor, i) => {
      for (let column = 0; column < product.length; column++) {
        product[column]! ^= gf256Multiply(factor, right[i]![column]!);
      }
    });
    return product;
  });
}

/** The inverse by Gauss–Jordan elimination. @throws RangeError when there is none. */
export function gf256MatrixInverse(matrix: Gf256Matrix): Uint8Array[] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => {
    const wide = new Uint8Array(2 * size);
    wide.set(row);
    wide[size + i] = 1;
    return wide;
  });
  for (let column = 0; column < size; column++) {
    const pivot = rows.findIndex((row, i) => i >= column && row[column] !== 0);
    if (pivot < 0) throw new RangeError("the matrix has no inverse");
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    scale(rows[column]!, gf256Inverse(rows[column]![column]!));
    for (let i = 0; i < size; i++) if (i !== column) subtract(rows[i]!, rows[column]!, rows[i]![column]!);
  }
  return rows.map((row) => row.slice(size));
}

function scale(row: Uint8Array, factor: number): void {
  for (let i = 0; i < row.length; i++) row[i] = gf256Multiply(row[i]!, factor);
}

/** Subtraction is addition is exclusive or. */
function subtract(row: Uint8Array, other: Uint8Array, factor: number): void {
  if (factor === 0) return;
  for (let i = 0; i < row.length; i++) row[i]! ^= gf256Multiply(other[i]!, factor);
}

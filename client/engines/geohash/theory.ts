/** How much of a circle lies in its middle's cell, and how many cells it meets: for a middle that is as likely anywhere in the cell. */
import type { Params } from "./params.ts";
import { REGION_M, SEARCHES } from "./params.ts";
import { cellSizeM, startArea } from "./region.ts";

// biome-ignore lint/suspicious/noApproximativeNumericConstant: Math's constants may be approximations; an own literal has the same bits everywhere.
const PI = 3.141592653589793;

/**
 * Expected share of the circle that lies in the cell w × h of its middle. A point of it at the offset (x, y) lies in the cell with probability
 * (1 − |x|/w)(1 − |y|/h); over the circle E|x| = 4r/3π and E|xy| = r²/2π. For r ≤ w, h.
 */
export function ownCellShare(width: number, height: number, radius: number): number {
  return (
    1 - ((4 * radius) / (3 * PI)) * (1 / width + 1 / height) + (radius * radius) / (2 * PI * width * height)
  );
}

/** Expected number of cells that a circle meets: the area that its middle may lie in to meet a given cell, over the cell's (Steiner's formula). */
export function cellsMet(width: number, height: number, radius: number): number {
  return (width * height + 2 * (width + height) * radius + PI * radius * radius) / (width * height);
}

/** Whether starts are spread evenly over cells, and the nine cells hold the whole circle. */
function fits(values: Params): boolean {
  const { width, height } = cellSizeM(values);
  return startArea(values).isWhole && values.radius <= Math.min(width, height);
}

export function expectedOwnRecall(values: Params): number | undefined {
  const { width, height } = cellSizeM(values);
  return fits(values) && values.points >= 500 ? ownCellShare(width, height, values.radius) : undefined;
}

export function expectedNeighbourRecall(values: Params): number | undefined {
  // Cells away from the region's middle are a little narrower.
  const { width, height } = cellSizeM(values);
  return startArea(values).isWhole && 1.01 * values.radius <= Math.min(width, height) ? 1 : undefined;
}

export function expectedCells(values: Params): number | undefined {
  const { width, height } = cellSizeM(values);
  return startArea(values).isWhole ? cellsMet(width, height, values.radius) : undefined;
}

/** Places read for one that is near, when the nine cells around are read. */
export function expectedRead(values: Params): number | undefined {
  const { width, height } = cellSizeM(values);
  return fits(values) && values.points >= 500
    ? (9 * width * height) / (PI * values.radius * values.radius)
    : undefined;
}

/** Four standard deviations of a share measured at so many places as one circle holds times the searches, of which no more are independent than there
 *  are places. */
export function recallTolerance(values: Params): number {
  const near = (values.points * PI * values.radius * values.radius) / (REGION_M * REGION_M);
  const share = expectedOwnRecall(values) ?? 1;
  const searches = SEARCHES * near;
  const independent = 1 / (1 / searches + 1 / values.points + near / searches);
  return 4 * Math.sqrt((1 - share) / share / independent) + 0.01;
}

/** Found and read places are counts of the same ones; searches that overlap see the same places. */
export function readTolerance(values: Params): number {
  const near = (values.points * PI * values.radius * values.radius) / (REGION_M * REGION_M);
  return 4 * Math.sqrt(1 / (SEARCHES * near) + 1 / values.points) + 0.01;
}

/** The number of cells varies between searches by less than its root. */
export function cellsTolerance(values: Params): number {
  return 3 / Math.sqrt(SEARCHES * (expectedCells(values) ?? 1)) + 0.02;
}

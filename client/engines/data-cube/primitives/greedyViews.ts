/**
 * Which views to materialise: the greedy choice of V. Harinarayan, A. Rajaraman and J. D. Ullman ("Implementing data cubes
 * efficiently", SIGMOD 1996). A query costs the rows of the smallest stored view that answers it; each step takes the view
 * that saves most over all queries. The saving is at least 1 − 1/e = 63 % of what the best choice of as many views saves.
 */
export interface ViewCosts {
  /** Rows by view. */
  readonly rows: ArrayLike<number>;
  /** Whether `other` can be computed from `view`; reflexive and transitive. */
  readonly answers: (view: number, other: number) => boolean;
}

export interface ChosenView {
  readonly view: number;
  /** Rows saved over all views, each asked for once. */
  readonly benefit: number;
}

/** By view: rows read to answer it from the cheapest of `stored`; Infinity where none of them answers it. */
export function answerCosts({ rows, answers }: ViewCosts, stored: readonly number[]): Float64Array {
  const costs = new Float64Array(rows.length).fill(Infinity);
  for (const view of stored) {
    for (let other = 0; other < rows.length; other++) {
      if (rows[view]! < costs[other]! && answers(view, other)) costs[other] = rows[view]!;
    }
  }
  return costs;
}

/** Up to `count` views beside `top`, which is stored anyway and answers all; stops early when nothing more is saved. Of
 *  equal benefits the first view wins. Time: O(count · views²). */
export function greedyViews(views: ViewCosts, top: number, count: number): ChosenView[] {
  const { rows } = views;
  const costs = answerCosts(views, [top]);
  const chosen: ChosenView[] = [];
  while (chosen.length < count) {
    let [best, benefit] = [-1, 0];
    for (let view = 0; view < rows.length; view++) {
      const saved = savedBy(views, view, costs);
      if (saved > benefit) [best, benefit] = [view, saved];
    }
    if (best < 0) break;
    chosen.push({ view: best, benefit });
    for (let other = 0; other < rows.length; other++) {
      if (rows[best]! < costs[other]! && views.answers(best, other)) costs[other] = rows[best]!;
    }
  }
  return chosen;
}

function savedBy({ rows, answers }: ViewCosts, view: number, costs: Float64Array): number {
  let saved = 0;
  for (let other = 0; other < rows.length; other++) {
    if (rows[view]! < costs[other]! && answers(view, other)) saved += costs[other]! - rows[view]!;
  }
  return saved;
}

/** State of the data-cube engine: the star, the stored cuboids and what answering from them costs. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { type CubeDimension, hierarchy } from "./primitives/cubeDimension.ts";
import { CubeLattice } from "./primitives/cubeLattice.ts";
import { Cuboid } from "./primitives/cuboid.ts";
import { answerCosts, greedyViews, type ViewCosts } from "./primitives/greedyViews.ts";

export type Context = EngineContext<"rowsRead" | "resultRows", "query">;

export interface Facts {
  count: number;
  members: Int32Array[];
  measure: Int32Array;
}

export interface LastQuery {
  /** −1 before the first. */
  cuboid: number;
  before: number;
  from: number;
  rowsRead: number;
  /** The dimension that is sliced, −1 for none, and its group. */
  sliced: number;
  group: number;
  result: Cuboid;
}

export interface State {
  readonly params: Params;
  readonly dimensions: readonly CubeDimension[];
  readonly lattice: CubeLattice;
  readonly facts: Facts;
  /** Rows of every cuboid, stored or not. */
  rows: Float64Array;
  /** The stored cuboids, the finest first. */
  readonly stored: number[];
  readonly views: Map<number, Cuboid>;
  /** Cuboids in the order of this round's questions: each is asked for once a round. */
  readonly order: number[];
  asked: number;
  rowsRead: number;
  resultRows: number;
  /** Cells written to keep stored cuboids up to date. */
  refreshed: number;
  readonly last: LastQuery;
}

/** Facts at most, however many are loaded. */
export const MAX_FACTS = 100_000;

export function dimensionsOf(values: Params): CubeDimension[] {
  const { hierarchies } = values;
  const made = (name: string, group: string, members: number, groups: number) =>
    hierarchies ? hierarchy(name, [name, group], [members, groups]) : hierarchy(name, [name], [members]);
  return [
    made("product", "category", values.products, values.categories),
    made("store", "region", values.stores, values.regions),
    made("day", "month", values.days, values.months),
  ];
}

export function createState(values: Params, ctx: Context): State {
  const dimensions = dimensionsOf(values);
  const lattice = new CubeLattice(dimensions.map(({ levels }) => levels.length));
  const facts: Facts = {
    count: 0,
    members: dimensions.map(() => new Int32Array(0)),
    measure: new Int32Array(0),
  };
  addFacts(facts, dimensions, values.facts, ctx);
  const base = Cuboid.ofFacts(dimensions, lattice.levelsOf(0), facts);
  const state: State = {
    params: values,
    dimensions,
    lattice,
    facts,
    rows: new Float64Array(lattice.count),
    stored: [0],
    views: new Map([[0, base]]),
    order: [],
    asked: 0,
    rowsRead: 0,
    resultRows: 0,
    refreshed: 0,
    last: { cuboid: -1, before: -1, from: 0, rowsRead: 0, sliced: -1, group: 0, result: base },
  };
  countRows(state);
  for (const view of chosenViews(state, ctx)) {
    state.stored.push(view);
    state.views.set(view, base.rollUp(dimensions, lattice.levelsOf(view)));
  }
  return state;
}

function addFacts(facts: Facts, dimensions: readonly CubeDimension[], count: number, ctx: Context): void {
  const total = Math.min(MAX_FACTS, facts.count + count);
  const wider = (column: Int32Array) => {
    const copy = new Int32Array(total);
    copy.set(column);
    return copy;
  };
  facts.members = facts.members.map(wider);
  facts.measure = wider(facts.measure);
  for (; facts.count < total; facts.count++) {
    facts.members.forEach((column, i) => {
      column[facts.count] = Math.floor(ctx.random("facts") * dimensions[i]!.levels[0]!.size);
    });
    facts.measure[facts.count] = 1 + Math.floor(ctx.random("amounts") * 100);
  }
}

/** Each cuboid is counted from a finer one, which comes before it. */
function countRows(state: State): void {
  const { dimensions, lattice, views, rows } = state;
  const built = new Map<number, Cuboid>([[0, views.get(0)!]]);
  rows[0] = views.get(0)!.rows;
  for (let cuboid = 0; cuboid < lattice.count; cuboid++) {
    for (const coarser of lattice.rollUps(cuboid)) {
      if (built.has(coarser)) continue;
      const made = built.get(cuboid)!.rollUp(dimensions, lattice.levelsOf(coarser));
      built.set(coarser, made);
      rows[coarser] = made.rows;
    }
  }
}

export function viewCosts({ rows, lattice }: Pick<State, "rows" | "lattice">): ViewCosts {
  return { rows, answers: (view, other) => lattice.answers(view, other) };
}

function chosenViews(state: State, ctx: Context): number[] {
  const { params, lattice } = state;
  if (params.choice === "greedy")
    return greedyViews(viewCosts(state), 0, params.views).map(({ view }) => view);
  const left = Array.from({ length: lattice.count - 1 }, (_, i) => i + 1);
  shuffle(left, ctx, "chosen views");
  return left.slice(0, params.views);
}

export function shuffle(list: number[], ctx: Context, stream: string): void {
  for (let i = list.length - 1; i > 0; i--) {
    const other = Math.floor(ctx.random(stream) * (i + 1));
    [list[i], list[other]] = [list[other]!, list[i]!];
  }
}

/** New facts come in, and every stored cuboid is brought up to date: a cell a fact, less where facts share one. */
export function load(state: State, count: number, ctx: Context): void {
  const { facts, dimensions, lattice, views, stored } = state;
  const from = facts.count;
  addFacts(facts, dimensions, count, ctx);
  const added = {
    members: facts.members.map((column) => column.subarray(from)),
    measure: facts.measure.subarray(from),
    count: facts.count - from,
  };
  for (const view of stored) {
    const levels = lattice.levelsOf(view);
    state.refreshed += Cuboid.ofFacts(dimensions, levels, added).rows;
    views.set(view, Cuboid.ofFacts(dimensions, levels, facts));
  }
  countRows(state);
}

/** Rows that all cuboids together cost when each is asked for once: from the stored ones, the finest alone, or all. */
export function totalCost(state: State, stored: readonly number[]): number {
  return answerCosts(viewCosts(state), stored).reduce((sum, cost) => sum + cost, 0);
}

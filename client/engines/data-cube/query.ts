/** Questions to the cube: which stored cuboid answers, what that reads, and how the question relates to the one before. */
import { Cuboid } from "./primitives/cuboid.ts";
import { type Context, type State, shuffle } from "./state.ts";

/** Each cuboid comes once a round, in random order; some questions want one group only. */
export function nextQuery(state: State, ctx: Context): void {
  const { lattice, order, dimensions, last, params } = state;
  if (order.length === 0) {
    for (let cuboid = 0; cuboid < lattice.count; cuboid++) order.push(cuboid);
    shuffle(order, ctx, "questions");
  }
  last.before = last.cuboid;
  last.cuboid = order.pop()!;
  const slice = ctx.random("slices") < params.sliceShare;
  const dimension = Math.floor(ctx.random("sliced dimension") * dimensions.length);
  const level = dimensions[dimension]!.levels[lattice.levelsOf(last.cuboid)[dimension]!]!;
  const group = Math.floor(ctx.random("sliced group") * level.size);
  const sliced = slice && level.size > 1;
  last.sliced = sliced ? dimension : -1;
  last.group = group;
  answer(state);
  ctx.observe("rowsRead", last.rowsRead);
  ctx.observe("resultRows", last.result.rows);
}

function answer(state: State): void {
  const { stored, views, lattice, dimensions, last } = state;
  let from = 0;
  for (const view of stored) {
    if (lattice.answers(view, last.cuboid) && views.get(view)!.rows < views.get(from)!.rows) from = view;
  }
  const source = views.get(from)!;
  const whole = from === last.cuboid ? source : source.rollUp(dimensions, lattice.levelsOf(last.cuboid));
  last.from = from;
  last.rowsRead = source.rows;
  last.result = last.sliced < 0 ? whole : whole.slice(last.sliced, last.group);
  state.asked++;
  state.rowsRead += last.rowsRead;
  state.resultRows += last.result.rows;
}

/** The result straight from the facts. */
export function naiveAnswer({ dimensions, lattice, facts, last }: State): Cuboid {
  const whole = Cuboid.ofFacts(dimensions, lattice.levelsOf(last.cuboid), facts);
  return last.sliced < 0 ? whole : whole.slice(last.sliced, last.group);
}

/** `category × region × all`. */
export function cuboidName(
  { dimensions, lattice }: Pick<State, "dimensions" | "lattice">,
  cuboid: number,
): string {
  return lattice
    .levelsOf(cuboid)
    .map((level, i) => dimensions[i]!.levels[level]!.name)
    .join(" × ");
}

/** Initials, dashes for "all": `c r –`. */
export function shortName(
  { dimensions, lattice }: Pick<State, "dimensions" | "lattice">,
  cuboid: number,
): string {
  return lattice
    .levelsOf(cuboid)
    .map((level, i) => {
      const { levels } = dimensions[i]!;
      return level === levels.length - 1 ? "–" : levels[level]!.name[0]!;
    })
    .join(" ");
}

/** What an analyst would call the step from the previous question. */
export function stepName({ lattice, last }: State): string {
  if (last.sliced >= 0) return "slice";
  if (last.before < 0) return "question";
  if (last.before === last.cuboid) return "again";
  if (lattice.answers(last.before, last.cuboid)) return "roll-up";
  return lattice.answers(last.cuboid, last.before) ? "drill-down" : "pivot";
}

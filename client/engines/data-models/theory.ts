/** Round trips by model, and how many users are within reach of one. */
import { pow } from "../kernel/math.ts";
import { KEYS_A_TRIP, type Params, TIMELINE } from "./params.ts";

/** Round trips of a question; `model` as in `MODELS`. Undefined where friends may run out before the last step. */
export function trips(values: Params, model: number): number | undefined {
  const { query, depth, friends, users } = values;
  if (query === "city") return model === 2 ? Math.ceil((3 * users) / KEYS_A_TRIP) : 1;
  if (query !== "friends") return 1;
  if (model === 0 || model === 4) return 1;
  if (friends < 6 || friends * 8 > users) return undefined;
  return model === 3 ? depth : depth + 1;
}

/** Rows of an answer. In a random network the probability to be within two steps is p + (1 − p)(1 − (1 − p²)^(n − 2));
 *  beyond two steps it has no short form. */
export function answerRows({ query, depth, users, friends, posts, cities }: Params): number | undefined {
  if (query === "profile") return 1;
  if (query === "timeline") return Math.min(TIMELINE, posts);
  if (query === "city") return users / cities;
  const p = friends / (users - 1);
  if (depth === 1) return friends;
  if (depth > 2) return undefined;
  return (users - 1) * (p + (1 - p) * (1 - pow(1 - p * p, users - 2)));
}

/** What a graph store touches for friends of friends: their nodes, and the edges of the user and of each friend. */
export function graphTouched(values: Params): number | undefined {
  const { query, depth, users, friends } = values;
  const nodes = answerRows(values);
  if (query !== "friends" || nodes === undefined) return undefined;
  // A friend has the edge to the user and, with each of the n − 2 others, one with probability p.
  const edges = depth === 1 ? friends : friends + friends * (1 + ((users - 2) * friends) / (users - 1));
  return nodes + edges;
}

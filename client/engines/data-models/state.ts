/** State of the data-models engine: the network in its stores, and what questions took in each. */
import type { EngineContext } from "../kernel/engine.ts";
import { naiveFriends, randomUsers } from "./network.ts";
import { type Params, TIMELINE } from "./params.ts";
import { MODELS, StoredNetwork, type Work } from "./stores.ts";

export type Context = EngineContext<"touched" | "rows", "question">;

export interface State {
  readonly params: Params;
  readonly network: StoredNetwork;
  questions: number;
  rows: number;
  /** By model. */
  readonly total: Work[];
  readonly last: Work[];
  readonly answers: number[][];
  lastUser: number;
  lastCity: number;
  /** Questions that are still to be about the user with the most friends. */
  popular: number;
}

const noWork = (): Work => ({ trips: 0, touched: 0, bytes: 0 });

export function createState(values: Params, ctx: Context): State {
  return {
    params: values,
    network: new StoredNetwork(randomUsers(values, ctx)),
    questions: 0,
    rows: 0,
    total: MODELS.map(noWork),
    last: MODELS.map(noWork),
    answers: [],
    lastUser: -1,
    lastCity: -1,
    popular: 0,
  };
}

export function mostPopular({ network }: State): number {
  return network.users.reduce(
    (best, { id, friends }) => (friends.length > network.users[best]!.friends.length ? id : best),
    0,
  );
}

/** The same question to all stores. */
export function question(state: State, ctx: Context): void {
  const { params, network, total, last, answers } = state;
  const random = Math.floor(ctx.random("asked user") * params.users);
  const user = state.popular > 0 ? mostPopular(state) : random;
  if (state.popular > 0) state.popular--;
  const city = Math.floor(ctx.random("asked city") * params.cities);
  state.questions++;
  state.lastUser = user;
  state.lastCity = city;
  network.stores.forEach((store, i) => {
    const work = noWork();
    const { query } = params;
    if (query === "profile") answers[i] = store.profile(user, work);
    else if (query === "timeline") answers[i] = store.timeline(user, work);
    else if (query === "friends") answers[i] = store.friends(user, params.depth, work);
    else answers[i] = store.city(city, work);
    last[i] = work;
    total[i]!.trips += work.trips;
    total[i]!.touched += work.touched;
    total[i]!.bytes += work.bytes;
    if (i === 0) ctx.observe("touched", work.touched);
  });
  state.rows += answers[0]!.length;
  ctx.observe("rows", answers[0]!.length);
}

/** The answer from the plain lists, in ascending order. */
export function naiveAnswer({ params, network, lastUser, lastCity }: State): number[] {
  const { users } = network;
  if (params.query === "profile") return [lastUser];
  if (params.query === "timeline") return users[lastUser]!.posts.slice(-TIMELINE);
  if (params.query === "friends") return naiveFriends(users, lastUser, params.depth);
  return users.filter(({ city }) => city === lastCity).map(({ id }) => id);
}

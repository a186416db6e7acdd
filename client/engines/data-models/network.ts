/** The data: users, friendships by chance, and posts; the same for every store. */
import type { EngineContext } from "../kernel/engine.ts";
import { log } from "../kernel/math.ts";
import { encodeMessagePack } from "../serialization/primitives/messagePackCodec.ts";
import type { Params } from "./params.ts";

export interface User {
  readonly id: number;
  readonly name: string;
  readonly city: number;
  readonly friends: number[];
  /** Times, ascending. */
  readonly posts: number[];
  /** Of name, number and city in MessagePack. */
  readonly profileBytes: number;
}

type Random = Pick<EngineContext, "random">;

export function randomUsers(values: Params, ctx: Random): User[] {
  const users: User[] = Array.from({ length: values.users }, (_, id) => {
    const profile = { id, name: `user ${id}`, city: Math.floor(ctx.random("cities") * values.cities) };
    return { ...profile, friends: [], posts: [], profileBytes: encodeMessagePack(profile).length };
  });
  befriend(users, values.friends / Math.max(1, values.users - 1), ctx);
  for (let round = 0; round < values.posts; round++) {
    for (const user of users) {
      // Ascending, and no two at the same moment.
      user.posts.push(round * 1000 + Math.floor(ctx.random("posts") * 1000));
    }
  }
  return users;
}

/** Each pair with the same probability, by the gaps between pairs (V. Batagelj, U. Brandes, "Efficient generation of large
 *  random networks", Physical Review E 71, 2005). */
function befriend(users: User[], probability: number, ctx: Random): void {
  if (probability <= 0) return;
  let [one, other] = [1, -1];
  while (one < users.length) {
    const uniform = ctx.random("friends");
    other += probability >= 1 ? 1 : 1 + Math.floor(log(1 - uniform) / log(1 - probability));
    while (one < users.length && other >= one) {
      other -= one;
      one++;
    }
    if (one < users.length) {
      users[one]!.friends.push(other);
      users[other]!.friends.push(one);
    }
  }
}

/** Users within so many steps, by the plain lists: what every store has to answer. */
export function naiveFriends(users: readonly User[], start: number, depth: number): number[] {
  const distance = new Map([[start, 0]]);
  for (const id of distance.keys()) {
    const steps = distance.get(id)!;
    if (steps === depth) continue;
    for (const friend of users[id]!.friends) if (!distance.has(friend)) distance.set(friend, steps + 1);
  }
  distance.delete(start);
  return [...distance.keys()].sort((left, right) => left - right);
}

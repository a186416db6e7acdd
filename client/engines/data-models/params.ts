/** Parameters of the data-models engine: a small social network, and one kind of question to it. */
import type { NumberParam, ParamValues } from "../kernel/engine.ts";

function count(label: string, help: string, value: number, min: number, max: number): NumberParam {
  return { kind: "number", label, help, default: value, min, max, unit: "count", integer: true };
}

export const params = {
  query: {
    kind: "choice",
    label: "Question",
    help: "What each store is asked, about a random user.",
    default: "friends",
    options: [
      { value: "profile", label: "the profile of a user" },
      { value: "timeline", label: "the 20 newest posts of a user" },
      { value: "friends", label: "names of friends of friends, to a depth" },
      { value: "city", label: "users who live in a city" },
    ],
  },
  depth: count("Depth", "Steps from friend to friend: 2 is friends of friends.", 2, 1, 3),
  users: count("Users", "Users of the network.", 250, 2, 2000),
  friends: {
    kind: "number",
    label: "Friends",
    help: "Of a user in the mean; pairs are friends by chance.",
    default: 8,
    min: 0,
    max: 12,
    unit: "count",
  },
  posts: count("Posts", "Of each user.", 25, 0, 100),
  cities: count("Cities", "Equally likely.", 20, 1, 1000),
} as const;

export type Params = ParamValues<typeof params>;

/** Posts on a timeline. */
export const TIMELINE = 20;
/** Keys that one round trip of a walk over a key-value store gives. */
export const KEYS_A_TRIP = 1000;

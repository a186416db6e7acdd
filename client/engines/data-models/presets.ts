/** The question that each model is made for, and the one that it is not. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "friends-of-friends": {
    title: "Friends of friends",
    help: "Two steps through the network: one round trip where the store knows edges or joins, three where it knows keys.",
    params: { query: "friends", depth: 2 },
  },
  "three-steps": {
    title: "Three steps",
    help: "Most of the network within reach: every further step multiplies what is read.",
    params: { query: "friends", depth: 3 },
  },
  profile: {
    title: "One profile",
    help: "By its key everything is quick; a document brings along what nobody asked for.",
    params: { query: "profile" },
  },
  timeline: {
    title: "A timeline",
    help: "The newest posts lie together in a partition, in a document and in a composite index.",
    params: { query: "timeline" },
  },
  "by-city": {
    title: "By another attribute",
    help: "An index, or a table made for the question, answers; a key-value store has to be walked through.",
    params: { query: "city" },
  },
};

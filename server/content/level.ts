/**
 * For whom a term is still news. Data: a topic has a level, and a term may state its own (`level:`), so that what shows
 * at which setting is read off the content and never decided by an id in code.
 */
import type { Level, Term } from "./types.ts";

/** From the reader who wants most to the one who wants least. */
export const levels: readonly Level[] = ["newcomer", "practitioner", "expert"];

/** The level of a topic's terms, unless they state another. Topics of teams are not listed. */
const topicLevels: Readonly<Record<string, Level>> = {
  foundations: "newcomer",
  load: "practitioner",
  storage: "practitioner",
  data: "newcomer",
  replication: "practitioner",
  partitioning: "practitioner",
  transactions: "practitioner",
  consistency: "expert",
  coordination: "expert",
  networking: "newcomer",
  api: "newcomer",
  caching: "practitioner",
  messaging: "practitioner",
  architecture: "practitioner",
  processing: "practitioner",
  resilience: "practitioner",
  operations: "practitioner",
  security: "practitioner",
  structures: "expert",
};

/** The most experienced reader for whom the term is worth showing unasked. What a team calls its own is news to all. */
export const levelOf = (term: Pick<Term, "level" | "topic">): Level =>
  term.level ?? topicLevels[term.topic] ?? "expert";

/** The event log, one line an event. */
import { SAID, type State } from "./state.ts";

export function describe(event: string, _a: number, _b: number, state: State): string {
  if (event === "mark") return "from here on it is measured";
  if (event === "tick")
    return `${state.last.reads} reads in the last second, ${state.last.stale} of them stale`;
  const key = `k${state.lastKey}`;
  const version = `version ${state.lastVersion}`;
  switch (state.said) {
    case SAID.hit:
      return `${key}: hit, ${version}`;
    case SAID.refreshed:
      return `${key}: hit, and loaded again ahead of its end`;
    case SAID.miss:
      return `${key}: miss, asks the source`;
    case SAID.leased:
      return `${key}: miss, another client has the lease`;
    case SAID.waits:
      return `${key}: miss, waits for a load under way`;
    case SAID.readAtSource:
      return `source: ${version} of ${key} is read`;
    case SAID.stored:
      return `${key}: ${version} is loaded and stored`;
    case SAID.overtaken:
      return `${key}: ${version} is loaded but not stored, a write or a crash has overtaken it`;
    case SAID.writeBegins:
      return `${key}: a write begins`;
    case SAID.buffered:
      return `${key}: ${version} is acknowledged by the cache alone`;
    case SAID.flushed:
      return `${key}: ${version} is flushed to the source`;
    case SAID.nothingToFlush:
      return "nothing left to flush: it was lost in a crash";
    case SAID.committed:
      return `source: ${version} of ${key} is committed`;
    case SAID.deleted:
      return `${key}: ${version} is acknowledged, the copy is deleted`;
    case SAID.renewed:
      return `${key}: ${version} is acknowledged, the copy is renewed`;
    case SAID.turnedAway:
      return `${key}: turned away, too many requests are under way`;
    default:
      return `${key}: ${version} is acknowledged, the cache does not hear of it`;
  }
}

/** The event log, one line an event. */
import { SAID, SHIELD, type State } from "./state.ts";

export function describe(event: string, _a: number, _b: number, state: State): string {
  if (event === "mark") return "from here on it is measured";
  if (event === "tick")
    return `${state.last.requests} requests in the last second, ${state.last.origin} at the origin`;
  const where = state.lastEdge === SHIELD ? "shield" : `edge ${state.lastEdge + 1}`;
  const what = `o${state.lastObject}`;
  const version = `version ${state.lastVersion}`;
  switch (state.said) {
    case SAID.hit:
      return `${where}: ${what} hit, ${version}`;
    case SAID.staleHit:
      return `${where}: ${what} hit, ${version}, which the origin has replaced`;
    case SAID.miss:
      return `${where}: ${what} miss, fetches it`;
    case SAID.joins:
      return `${where}: ${what} miss, waits for a fetch under way`;
    case SAID.shieldHit:
      return `shield has ${what} for ${where}, ${version}`;
    case SAID.shieldMiss:
      return `shield lacks ${what} for ${where}, asks the origin`;
    case SAID.shieldJoins:
      return `shield is fetching ${what} already, ${where} waits`;
    case SAID.originAnswers:
      return `origin: ${version} of ${what} for ${where}`;
    case SAID.originFails:
      return `origin: no answer about ${what} for ${where}`;
    case SAID.arrived:
      return `${where}: ${what} has come, ${version}`;
    case SAID.failed:
      return `${where}: ${what} cannot be had, an error goes to the user`;
    case SAID.staleIfError:
      return `${where}: ${what} cannot be had, the expired ${version} is given out`;
    case SAID.updated:
      return `origin: ${what} is changed to ${version}`;
    case SAID.purged:
      return `${where}: ${what} is purged`;
    case SAID.pushed:
      return `${where}: ${version} of ${what} is pushed`;
    default:
      return "nothing";
  }
}

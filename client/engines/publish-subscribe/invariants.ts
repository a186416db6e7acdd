/** What must hold after every event, whatever the parameters and faults. */
import type { Group, State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { published, appended, hubLine, logs, groups } = state;
  if (published !== appended + hubLine.length)
    return `${published} messages were published, ${appended} are in the log and ${hubLine.length} at the hub`;
  const ends = logs.reduce((sum, log) => sum + log.end, 0);
  if (ends !== appended) return `the partitions end at ${ends}, ${appended} were appended`;
  if (state.outOfOrder > 0) return "a partition's messages were not done in order";
  for (let i = 0; i < groups.length; i++) {
    const broken = brokenGroup(state, groups[i]!);
    if (broken !== undefined) return `group ${i + 1}: ${broken}`;
  }
  return undefined;
}

function brokenGroup({ logs }: State, group: Group): string | undefined {
  let first = 0;
  for (let partition = 0; partition < logs.length; partition++) {
    const position = group.position[partition]!;
    if (group.committed[partition]! > position || position > logs[partition]!.end)
      return `position ${position} of partition ${partition} is beyond what is committed or there`;
    first += group.furthest[partition]! - group.skipped[partition]!;
    const worker = group.inHand[partition]!;
    if (worker >= 0 && group.working[worker] !== partition) return `two members claim partition ${partition}`;
  }
  if (first !== group.done - group.again)
    return `${group.done} messages were done, ${group.again} of them again, but the positions say ${first}`;
  return undefined;
}

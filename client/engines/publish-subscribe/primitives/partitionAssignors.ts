/**
 * Which member of a consumer group reads which partition. The three ways that Kafka's clients ship: range and round robin begin
 * anew at every change, sticky moves as few partitions as it must (KIP-54). Members are numbers, ascending, without doubles; the
 * result names the member of every partition, −1 when there are no members.
 */

/** Contiguous ranges; where they do not divide, the first members have one more (Kafka's default for long). */
export function assignRange(partitions: number, members: readonly number[]): Int32Array {
  const owners = new Int32Array(partitions).fill(-1);
  if (members.length === 0) return owners;
  const each = Math.floor(partitions / members.length);
  const more = partitions % members.length;
  let next = 0;
  members.forEach((member, i) => {
    const count = each + (i < more ? 1 : 0);
    owners.fill(member, next, next + count);
    next += count;
  });
  return owners;
}

/** In turn, as one deals cards. */
export function assignRoundRobin(partitions: number, members: readonly number[]): Int32Array {
  return Int32Array.from({ length: partitions }, (_, i) =>
    members.length === 0 ? -1 : members[i % members.length]!,
  );
}

/** As balanced as the others, but whoever has a partition keeps it unless that would be unfair. */
export function assignSticky(previous: ArrayLike<number>, members: readonly number[]): Int32Array {
  const owners = new Int32Array(previous.length).fill(-1);
  if (members.length === 0) return owners;
  const counts = new Map(members.map((member) => [member, 0]));
  const each = Math.floor(previous.length / members.length);
  let more = previous.length % members.length;
  // Keep what the fair share allows; `more` members may have one beyond it.
  for (let partition = 0; partition < previous.length; partition++) {
    const count = counts.get(previous[partition]!);
    if (count === undefined || count > each || (count === each && more === 0)) continue;
    if (count === each) more--;
    owners[partition] = previous[partition]!;
    counts.set(previous[partition]!, count + 1);
  }
  for (let partition = 0; partition < owners.length; partition++) {
    if (owners[partition] !== -1) continue;
    const member = leastLoaded(counts);
    owners[partition] = member;
    counts.set(member, counts.get(member)! + 1);
  }
  return owners;
}

/** The first of those with the fewest partitions. */
function leastLoaded(counts: ReadonlyMap<number, number>): number {
  let best = -1;
  let fewest = Infinity;
  for (const [member, count] of counts) {
    if (count < fewest) {
      fewest = count;
      best = member;
    }
  }
  return best;
}

/**
 * Which backups to keep of many: the last so many, and the newest one of each of the last so many days, weeks and so on that
 * have any ("grandfather, father, son"; the rule of restic's `forget --keep-last --keep-daily …`). Old moments stay within
 * reach, and their number grows with the logarithm of time rather than with time.
 */

export interface BackupRetention {
  readonly last: number;
  /** Each rule: the length of its period, in the unit of the times, and how many periods. */
  readonly periods: readonly { readonly length: number; readonly count: number }[];
}

/** The times to keep, ascending. `times` in any order. */
export function retainedBackups(times: readonly number[], { last, periods }: BackupRetention): number[] {
  const newestFirst = [...times].sort((left, right) => right - left);
  const kept = new Set(newestFirst.slice(0, last));
  for (const { length, count } of periods) {
    const seen = new Set<number>();
    for (const time of newestFirst) {
      const period = Math.floor(time / length);
      if (seen.has(period)) continue;
      if (seen.size >= count) break;
      seen.add(period);
      kept.add(time);
    }
  }
  return [...kept].sort((left, right) => left - right);
}

/**
 * Health checks with hysteresis, as HAProxy has them (`fall` 3, `rise` 2): a server is down after so many failed checks in a
 * row, and up again after so many good ones, so that a single lost packet moves no traffic.
 */

export interface SavedHealthThresholds {
  readonly rise: number;
  readonly fall: number;
  readonly up: Uint8Array;
  readonly against: Float64Array;
}

export class HealthThresholds {
  readonly rise: number;
  readonly fall: number;
  readonly #up: Uint8Array;
  /** Checks in a row that speak against the present verdict. */
  readonly #against: Float64Array;

  /** All are up. @throws RangeError unless the thresholds are whole numbers from 1. */
  constructor(servers: number, rise = 2, fall = 3) {
    for (const threshold of [rise, fall])
      if (!Number.isInteger(threshold) || threshold < 1)
        throw new RangeError(`a threshold is a whole number from 1, not ${threshold}`);
    this.rise = rise;
    this.fall = fall;
    this.#up = new Uint8Array(servers).fill(1);
    this.#against = new Float64Array(servers);
  }

  static restore(saved: SavedHealthThresholds): HealthThresholds {
    const health = new HealthThresholds(saved.up.length, saved.rise, saved.fall);
    health.#up.set(saved.up);
    health.#against.set(saved.against);
    return health;
  }

  isUp(server: number): boolean {
    return this.#up[server] === 1;
  }

  /** Whether this check changes the verdict. */
  report(server: number, good: boolean): boolean {
    const up = this.#up[server] === 1;
    if (good === up) {
      this.#against[server] = 0;
      return false;
    }
    const against = this.#against[server]! + 1;
    const turns = against >= (up ? this.fall : this.rise);
    this.#against[server] = turns ? 0 : against;
    if (turns) this.#up[server] = up ? 0 : 1;
    return turns;
  }

  save(): SavedHealthThresholds {
    const { rise, fall } = this;
    return { rise, fall, up: this.#up.slice(), against: this.#against.slice() };
  }
}

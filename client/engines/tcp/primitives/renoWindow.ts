/**
 * Reno's congestion window: slow start doubles it each round trip, congestion avoidance adds one segment a round trip, a loss
 * halves it, a timeout begins again at one (V. Jacobson, "Congestion avoidance and control", SIGCOMM 1988; RFC 5681).
 */
import type { CongestionWindow, SavedWindow } from "./congestionWindow.ts";

export class RenoWindow implements CongestionWindow {
  window: number;
  threshold = Infinity;

  /** @throws RangeError when the initial window is below one segment. */
  constructor(initial: number) {
    if (!(initial >= 1 && initial < Infinity))
      throw new RangeError(`the initial window is at least 1 segment, not ${initial}`);
    this.window = initial;
  }

  static restore(saved: SavedWindow): RenoWindow {
    const control = new RenoWindow(saved.numbers[0]!);
    control.threshold = saved.numbers[1]!;
    return control;
  }

  onAck(acknowledged: number): void {
    // At most one segment for each acknowledgement in slow start: RFC 5681, equation 2.
    if (this.window < this.threshold) this.window += Math.min(1, acknowledged);
    else this.window += 1 / this.window;
  }

  onLoss(flight: number): void {
    this.threshold = Math.max(flight / 2, 2);
    this.window = this.threshold;
  }

  onTimeout(flight: number): void {
    this.threshold = Math.max(flight / 2, 2);
    this.window = 1;
  }

  save(): SavedWindow {
    return { kind: "reno", numbers: [this.window, this.threshold] };
  }
}

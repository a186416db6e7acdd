/**
 * CUBIC's congestion window: after a loss it climbs back along a cubic curve of the time since, steep at first, flat where the
 * loss happened, then steep again to probe for more, whatever the round-trip time (S. Ha, I. Rhee, L. Xu, "CUBIC: a new
 * TCP-friendly high-speed TCP variant", Operating Systems Review 42(5), 2008; RFC 9438). Where Reno would be faster it follows
 * Reno's estimate. Linux's default since 2006.
 */
import { pow } from "../../kernel/math.ts";
import type { CongestionWindow, SavedWindow } from "./congestionWindow.ts";

/** RFC 9438, section 4.6: what is left of the window after a loss. */
export const CUBIC_BETA = 0.7;
/** RFC 9438, section 5.1: segments per cubic second. */
export const CUBIC_C = 0.4;
/** Additive increase that is as fair to Reno as β allows: RFC 9438, section 4.3. */
const ALPHA = (3 * (1 - CUBIC_BETA)) / (1 + CUBIC_BETA);

export class CubicWindow implements CongestionWindow {
  window: number;
  threshold = Infinity;
  /** Leave room for newcomers when losses come earlier; of no use where a connection is alone. */
  readonly fastConvergence: boolean;
  /** The window at the last loss, towards which the curve flattens; less when it shrinks from loss to loss. */
  #plateau = 0;
  /** When the curve began; NaN between a loss and the first acknowledgement after it. */
  #epochMs = NaN;
  #epochWindow = 0;
  /** Seconds from the epoch to the plateau. */
  #k = 0;
  #renoEstimate = 0;
  #windowAtLoss = 0;

  /** @throws RangeError when the initial window is below one segment. */
  constructor(initial: number, fastConvergence = true) {
    if (!(initial >= 1 && initial < Infinity))
      throw new RangeError(`the initial window is at least 1 segment, not ${initial}`);
    this.window = initial;
    this.fastConvergence = fastConvergence;
  }

  static restore(saved: SavedWindow): CubicWindow {
    const [window, threshold, plateau, epochMs, epochWindow, k, renoEstimate, windowAtLoss, fast] =
      saved.numbers;
    const control = new CubicWindow(window!, fast === 1);
    control.threshold = threshold!;
    control.#plateau = plateau!;
    control.#epochMs = epochMs!;
    control.#epochWindow = epochWindow!;
    control.#k = k!;
    control.#renoEstimate = renoEstimate!;
    control.#windowAtLoss = windowAtLoss!;
    return control;
  }

  onAck(acknowledged: number, nowMs: number, roundTripMs: number): void {
    if (this.window < this.threshold) {
      this.window += Math.min(1, acknowledged);
      return;
    }
    if (Number.isNaN(this.#epochMs)) this.#beginEpoch(nowMs);
    // RFC 9438, section 4.3: α until the window of the last loss is reached, then as Reno.
    const alpha = this.#renoEstimate < this.#windowAtLoss ? ALPHA : 1;
    this.#renoEstimate += (alpha * acknowledged) / this.window;
    const seconds = (nowMs - this.#epochMs) / 1000;
    if (this.#cubic(seconds) < this.#renoEstimate) {
      this.window = Math.max(this.window, this.#renoEstimate);
      return;
    }
    const target = this.#cubic(seconds + roundTripMs / 1000);
    const bounded = Math.min(Math.max(target, this.window), 1.5 * this.window);
    this.window += (acknowledged * (bounded - this.window)) / this.window;
  }

  onLoss(flight: number): void {
    this.#remember(flight);
    this.threshold = Math.max(flight * CUBIC_BETA, 2);
    this.window = this.threshold;
  }

  onTimeout(flight: number): void {
    this.#remember(flight);
    this.threshold = Math.max(flight * CUBIC_BETA, 2);
    this.window = 1;
  }

  save(): SavedWindow {
    const curve = [this.#plateau, this.#epochMs, this.#epochWindow, this.#k];
    const memory = [this.#renoEstimate, this.#windowAtLoss, this.fastConvergence ? 1 : 0];
    const numbers = [this.window, this.threshold, ...curve, ...memory];
    return { kind: "cubic", numbers };
  }

  /** Segments, this many seconds into the epoch. */
  #cubic(seconds: number): number {
    const t = seconds - this.#k;
    return CUBIC_C * t * t * t + this.#plateau;
  }

  #beginEpoch(nowMs: number): void {
    this.#epochMs = nowMs;
    this.#epochWindow = this.window;
    // Slow start may have ended above the plateau, or without a loss: then the curve begins flat, here.
    if (this.#plateau < this.window) this.#plateau = this.window;
    this.#k = pow((this.#plateau - this.#epochWindow) / CUBIC_C, 1 / 3);
    this.#renoEstimate = this.window;
  }

  /** Fast convergence: who lost earlier than last time leaves room for newcomers (RFC 9438, section 4.7). */
  #remember(flight: number): void {
    const earlier = this.fastConvergence && flight < this.#windowAtLoss;
    this.#plateau = earlier ? (flight * (1 + CUBIC_BETA)) / 2 : flight;
    this.#windowAtLoss = flight;
    this.#epochMs = NaN;
  }
}

/** What all congestion controls answer: how many segments may be under way, and what losses teach. Units are segments of the
 *  maximum size, as in the literature's formulas; time is passed in. */

export interface CongestionWindow {
  /** Segments that may be under way: cwnd. */
  readonly window: number;
  /** Below it the window grows by slow start: ssthresh. */
  readonly threshold: number;
  /** Segments were acknowledged outside of a recovery. `roundTripMs`: the smoothed round-trip time. */
  onAck(acknowledged: number, nowMs: number, roundTripMs: number): void;
  /** Three duplicate acknowledgements told of a loss while `flight` segments were under way. */
  onLoss(flight: number): void;
  /** Nothing was heard for a whole retransmission timeout. */
  onTimeout(flight: number): void;
  save(): SavedWindow;
}

/** Numbers of one kind of control, in an order that it alone knows. */
export interface SavedWindow {
  readonly kind: "reno" | "cubic";
  readonly numbers: readonly number[];
}

/** RFC 6928: ten segments at the start, where RFC 5681 still had two to four. */
export const INITIAL_WINDOW = 10;

/**
 * The sending half of a TCP connection as a state machine without IO or clock: acknowledgements and timeouts go in, numbers of
 * segments to send come out. Loss recovery is Reno's (RFC 5681, section 3.2: fast retransmit and fast recovery, left with the
 * first new acknowledgement) or NewReno's (RFC 6582: stays until all that was under way is acknowledged, one
 * retransmission a round trip), with limited transmit (RFC 3042); how the window moves is the congestion control's matter.
 *
 * Segments are numbered from 0 and all have one size.
 */
import type { CongestionWindow, SavedWindow } from "./congestionWindow.ts";
import { CubicWindow } from "./cubicWindow.ts";
import { RenoWindow } from "./renoWindow.ts";
import { RetransmissionTimeout, type SavedRetransmissionTimeout } from "./retransmissionTimeout.ts";

export type LossRecovery = "reno" | "newreno";

export interface SavedTcpSender {
  readonly recovery: LossRecovery;
  readonly receiveWindow: number;
  readonly control: SavedWindow;
  readonly timer: SavedRetransmissionTimeout;
  readonly numbers: readonly number[];
}

/** RFC 5681: this many duplicate acknowledgements mean a loss. */
const DUPLICATES = 3;

export class TcpSender {
  readonly control: CongestionWindow;
  readonly timer: RetransmissionTimeout;
  readonly recovery: LossRecovery;
  /** Segments beyond the acknowledged one that the receiver has room for. */
  readonly receiveWindow: number;
  /** The first segment that is not acknowledged, the next to send, and one more than the highest ever sent. */
  #unacknowledged = 0;
  #next = 0;
  #sent = 0;
  #duplicates = 0;
  /** The recovery ends when all below this are acknowledged. */
  #recover = 0;
  #recovering = false;
  /** By how much duplicate acknowledgements have inflated the window: each says that a segment has left the network. */
  #inflation = 0;
  /** To send at once, whatever the window; −1 for none. */
  #urgent = -1;
  #expiresMs = Infinity;
  /** The segment whose round trip is being timed, and since when; −1 for none. */
  #timed = -1;
  #timedMs = 0;

  constructor(
    control: CongestionWindow,
    timer: RetransmissionTimeout,
    recovery: LossRecovery,
    receiveWindow: number,
  ) {
    this.control = control;
    this.timer = timer;
    this.recovery = recovery;
    this.receiveWindow = receiveWindow;
  }

  static restore(saved: SavedTcpSender): TcpSender {
    const Control = saved.control.kind === "cubic" ? CubicWindow : RenoWindow;
    const timer = RetransmissionTimeout.restore(saved.timer);
    const { recovery, receiveWindow, numbers } = saved;
    const sender = new TcpSender(Control.restore(saved.control), timer, recovery, receiveWindow);
    sender.#unacknowledged = numbers[0]!;
    sender.#next = numbers[1]!;
    sender.#sent = numbers[2]!;
    sender.#duplicates = numbers[3]!;
    sender.#recover = numbers[4]!;
    sender.#recovering = numbers[5] === 1;
    sender.#inflation = numbers[6]!;
    sender.#urgent = numbers[7]!;
    sender.#expiresMs = numbers[8]!;
    sender.#timed = numbers[9]!;
    sender.#timedMs = numbers[10]!;
    return sender;
  }

  get unacknowledged(): number {
    return this.#unacknowledged;
  }

  /** One more than the highest segment ever sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Segments that count as under way. */
  get flight(): number {
    return this.#next - this.#unacknowledged;
  }

  get recovering(): boolean {
    return this.#recovering;
  }

  /** When `onTimeout` is due; Infinity while nothing is under way. */
  get expiresMs(): number {
    return this.#expiresMs;
  }

  /** The segment to send now, or −1. Ask until there is none. `limit`: how many segments there are to send in all. */
  nextToSend(nowMs: number, limit = Infinity): number {
    let segment = this.#urgent;
    if (segment >= 0) {
      this.#urgent = -1;
      // Karn: its acknowledgement could be for either copy.
      if (segment <= this.#timed) this.#timed = -1;
    } else {
      if (this.#next >= limit || this.flight >= this.#allowed()) return -1;
      segment = this.#next++;
      if (segment < this.#sent) this.#timed = -1;
      else if (this.#timed < 0) {
        this.#timed = segment;
        this.#timedMs = nowMs;
      }
      this.#sent = Math.max(this.#sent, this.#next);
    }
    if (this.#expiresMs === Infinity) this.#expiresMs = nowMs + this.timer.timeoutMs;
    return segment;
  }

  /** The receiver has all below `next`. Returns how the acknowledgement was taken. */
  onAck(next: number, nowMs: number): "new" | "duplicate" | "loss" | "old" {
    if (next < this.#unacknowledged || next > this.#sent) return "old";
    if (next === this.#unacknowledged) return this.flight > 0 ? this.#onDuplicate() : "old";
    const acknowledged = next - this.#unacknowledged;
    const flight = this.flight;
    this.#unacknowledged = next;
    // After a timeout the receiver may hold more than was sent again.
    this.#next = Math.max(this.#next, next);
    if (this.#timed >= 0 && next > this.#timed) {
      this.timer.sample(nowMs - this.#timedMs);
      this.#timed = -1;
    }
    this.#duplicates = 0;
    if (this.#recovering) this.#onAckInRecovery(next, acknowledged);
    else if (this.#isLimiting(flight)) this.control.onAck(acknowledged, nowMs, this.#roundTripMs());
    this.#expiresMs = this.flight > 0 ? nowMs + this.timer.timeoutMs : Infinity;
    return "new";
  }

  /** Nothing was heard until `expiresMs`: begins again with the first that is not acknowledged. */
  onTimeout(nowMs: number): void {
    this.control.onTimeout(this.flight);
    this.timer.backOff();
    this.#recovering = false;
    this.#recover = this.#sent;
    this.#inflation = 0;
    this.#duplicates = 0;
    this.#timed = -1;
    this.#urgent = -1;
    this.#next = this.#unacknowledged;
    this.#expiresMs = nowMs + this.timer.timeoutMs;
  }

  save(): SavedTcpSender {
    const flags = [this.#duplicates, this.#recover, this.#recovering ? 1 : 0, this.#inflation, this.#urgent];
    const numbers = [this.#unacknowledged, this.#next, this.#sent, ...flags];
    return {
      recovery: this.recovery,
      receiveWindow: this.receiveWindow,
      control: this.control.save(),
      timer: this.timer.save(),
      numbers: [...numbers, this.#expiresMs, this.#timed, this.#timedMs],
    };
  }

  /** Limited transmit: the first two duplicates each let one new segment go, so that small windows get to a third. */
  #allowed(): number {
    const extra = this.#recovering ? this.#inflation : Math.min(2, this.#duplicates);
    return Math.min(Math.floor(this.control.window) + extra, this.receiveWindow);
  }

  /** A window that was not used says nothing about the network, and does not grow (RFC 7661). */
  #isLimiting(flight: number): boolean {
    const { window, threshold } = this.control;
    return window < threshold ? window < 2 * flight : flight >= Math.floor(window);
  }

  #onDuplicate(): "duplicate" | "loss" {
    this.#duplicates++;
    if (this.#recovering) {
      this.#inflation++;
      return "duplicate";
    }
    // Duplicates below the mark come from copies that a timeout sent: they tell of no new loss (RFC 6582, section 4.1).
    if (this.#duplicates !== DUPLICATES || this.#unacknowledged < this.#recover) return "duplicate";
    this.control.onLoss(this.flight);
    this.#recovering = true;
    this.#recover = this.#next;
    this.#inflation = DUPLICATES;
    this.#urgent = this.#unacknowledged;
    return "loss";
  }

  #onAckInRecovery(next: number, acknowledged: number): void {
    if (next >= this.#recover || this.recovery === "reno") {
      this.#recovering = false;
      this.#inflation = 0;
      return;
    }
    // A partial acknowledgement: the next hole is lost too. Deflate by what has left, and add back the segment sent now.
    this.#inflation = Math.max(0, this.#inflation - acknowledged + 1);
    this.#urgent = next;
  }

  #roundTripMs(): number {
    return Number.isNaN(this.timer.smoothedMs) ? this.timer.timeoutMs : this.timer.smoothedMs;
  }
}

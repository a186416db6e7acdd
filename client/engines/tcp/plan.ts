/** What theory says about one set of parameters, and where it says nothing. */
import { megabits, type Params, packetMs, segmentsOf, warmUpMs } from "./params.ts";
import { INITIAL_WINDOW } from "./primitives/congestionWindow.ts";
import { cubicMeanWindow, PERIODIC_C, RANDOM_C, slowStartRounds } from "./theory.ts";

/** Segments that a run measures, unless that takes too long or too short. */
const MEASURED = 9000;
/** Where another limit is this near, none of them alone decides. */
const CLEARLY = 0.5;
/** With smaller windows timeouts matter, which the square-root formulas leave out. */
const LEAST_WINDOW = 12;

/** Mean window by the square-root law, or by CUBIC's where that is larger. */
function lossWindow(values: Params): number {
  const { loss, pattern, roundTrip, transport } = values;
  if (loss === 0) return Infinity;
  const reno = (pattern === "random" ? RANDOM_C : PERIODIC_C) / Math.sqrt(loss);
  return transport === "cubic" ? Math.max(reno, cubicMeanWindow(roundTrip, loss)) : reno;
}

/** Segments a second that the link, the receiver's window and losses would each allow. */
function limits(values: Params) {
  const perSecond = 1000 / values.roundTrip;
  return {
    link: 1000 / packetMs(values.bandwidth),
    receiver: values.receiveWindow * perSecond,
    loss: lossWindow(values) * perSecond,
  };
}

/** Whether losses alone decide, and windows are large enough for the formulas. */
function lossDecides(values: Params): boolean {
  if (values.transport === "udp" || values.transfer > 0 || values.loss === 0) return false;
  const { link, receiver, loss } = limits(values);
  // The window's peak is a third or more above its mean, and with random losses far more.
  const peak = values.pattern === "random" ? 3 : 1.5;
  const small = lossWindow(values) < LEAST_WINDOW || values.roundTrip < 10;
  return !small && peak * loss < receiver && loss < CLEARLY * link;
}

/** Delivered payload in megabits a second. */
export function throughput(values: Params): number | undefined {
  if (values.transfer > 0) return undefined;
  const { link, receiver, loss } = limits(values);
  if (values.transport === "udp") {
    const offered = values.datagramRate;
    return megabits(Math.min(offered / megabits(1), link)) * (1 - values.loss);
  }
  // CUBIC's formula supposes that each loss comes when the curve is back at the last one's height. Where it is flat it hardly
  // matters when, so that runs settle anywhere near: it is told, not held to. Reno's recovery loses time that none counts.
  if (lossDecides(values)) return values.transport === "newreno" ? megabits(loss) : undefined;
  if (values.loss > 0 || values.roundTrip > 500) return undefined;
  // The window never exceeds what the way and its buffer hold: nothing is ever lost.
  const roundTripPackets = link * (values.roundTrip / 1000);
  if (receiver < 0.9 * link && values.receiveWindow < values.buffer) return megabits(receiver);
  return values.buffer >= roundTripPackets && values.receiveWindow > 3 * values.buffer
    ? megabits(link)
    : undefined;
}

/** Evenly lost packets leave the sawtooth's start as the only scatter; random ones as many cycles as there are losses. */
export function throughputTolerance(values: Params): number {
  if (values.loss === 0 || values.transport === "udp") return 0.03;
  if (values.pattern === "periodic") return 0.08;
  return 0.06 + 1.3 / Math.sqrt(values.loss * MEASURED);
}

/** The square-root law's constant. */
export function constant(values: Params): number | undefined {
  if (!lossDecides(values) || values.transport !== "newreno") return undefined;
  return values.pattern === "random" ? RANDOM_C : PERIODIC_C;
}

/** Mean window, by the same law. */
export function meanWindow(values: Params): number | undefined {
  return constant(values) === undefined ? undefined : lossWindow(values);
}

/** When the first byte arrives: half a round trip, after the handshake's. */
export function firstByteMs(values: Params): number | undefined {
  // Who loses more than one packet in a hundred too often loses the first.
  if (values.loss > 0.01) return undefined;
  return values.roundTrip * (values.transport === "udp" ? 0.5 : 1.5) + packetMs(values.bandwidth);
}

/** When the last byte of a transfer arrives that ends within slow start. */
export function doneMs(values: Params): number | undefined {
  const segments = segmentsOf(values);
  if (segments === Infinity || values.loss > 0 || values.transport === "udp") return undefined;
  const rounds = slowStartRounds(segments, INITIAL_WINDOW);
  const fits =
    segments < values.receiveWindow && segments * packetMs(values.bandwidth) < 0.2 * values.roundTrip;
  return fits && segments < values.buffer + 1
    ? values.roundTrip * (rounds + 0.5) + packetMs(values.bandwidth)
    : undefined;
}

/** Share of packets sent that arrive. */
export function arrivedShare(values: Params): number | undefined {
  if (values.transport !== "udp" || values.transfer > 0) return undefined;
  const { link } = limits(values);
  return Math.min(1, link / (values.datagramRate / megabits(1))) * (1 - values.loss);
}

/** Long enough for so many segments, within a minute or so. */
export function runLengthMs(values: Params): number {
  if (values.transfer > 0) return 10_000;
  const { link, receiver, loss } = limits(values);
  const offered =
    values.transport === "udp" ? values.datagramRate / megabits(1) : Math.min(link, receiver, loss);
  const seconds = Math.min(120, Math.max(10, MEASURED / Math.min(offered, link)));
  return warmUpMs(values) + 5000 * Math.ceil(seconds / 5);
}

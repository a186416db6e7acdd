/** What theory says about one set of parameters. */
import { cpuDemands, cpuWeights, HOST_GB, type Params, QUOTA, TECHNIQUES } from "./params.ts";
import { weightedFairShares } from "./primitives/fairShares.ts";

const ARRIVALS = 2500;

/** Guests that fit on a host when all are alike. */
export function guestsPerHost({ technique, programGb }: Params): number {
  const size = programGb + TECHNIQUES[technique]!.overheadGb;
  // Room is counted down by subtraction: the last guest must fit for sure, or for sure not.
  return Math.floor(HOST_GB / size + 1e-9);
}

export function warmUpMs({ lifetime }: Params): number {
  return Math.min(3_600_000, 3 * lifetime);
}

export function runLengthMs(values: Params): number {
  const neededMs = Math.max((1000 * ARRIVALS) / values.arrivals, 300_000);
  return warmUpMs(values) + 60_000 * Math.ceil(Math.min(3_600_000, neededMs) / 60_000);
}

const offered = ({ arrivals, lifetime }: Params): number => (arrivals * lifetime) / 1000;

/** Erlang's B formula: guests hold a place each, and who finds none is refused. */
function blocking(places: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= places; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Share of starts for which no host has room. */
export function refusedShare(values: Params): number | undefined {
  if (values.uneven) return undefined;
  const share = blocking(values.hosts * guestsPerHost(values), offered(values));
  const expected = (share * values.arrivals * (runLengthMs(values) - warmUpMs(values))) / 1000;
  // Fewer than some dozens of refusals come in one or two bunches, or not at all.
  return expected > 60 ? share : undefined;
}

/** Refusals come in bunches, while all is full. */
export function refusedTolerance(values: Params): number {
  const expected =
    ((refusedShare(values) ?? 1) * values.arrivals * (runLengthMs(values) - warmUpMs(values))) / 1000;
  return 0.05 + 9 / Math.sqrt(expected);
}

export function meanGuests(values: Params): number | undefined {
  if (values.uneven) return undefined;
  const load = offered(values);
  return load * (1 - blocking(values.hosts * guestsPerHost(values), load));
}

/** Four standard deviations of a mean over so many lifetimes. */
export function guestsTolerance(values: Params): number {
  const lifetimes = (runLengthMs(values) - warmUpMs(values)) / values.lifetime;
  return 0.005 + 4 * Math.sqrt(2 / (offered(values) * lifetimes));
}

/** Share of the CPU that each of the guests looked at gets. */
export function cpuShares(values: Params): number[] {
  const ceiling = values.isolation === "quota" ? QUOTA : 1;
  const demands = cpuDemands(values).map((demand) => Math.min(demand, ceiling));
  return weightedFairShares(1, demands, cpuWeights(values));
}

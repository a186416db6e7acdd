/** What theory says about one set of parameters, how long a run must be to be held to it, and how far it may scatter. */
import { neededOf, type Params, unitsOf } from "./params.ts";
import { steadyAvailability } from "./primitives/nines.ts";
import { blockAvailability } from "./primitives/reliabilityBlock.ts";
import {
  chainUnavailability,
  outageRate,
  type RepairChain,
  repairChainDistribution,
} from "./primitives/repairChain.ts";
import { diagramOf } from "./structure.ts";

/** Outages that a run has if it can, and events that it costs at most. */
const OUTAGES = 400;
const EVENTS = 24_000;
/** Fewer outages than this say nothing. */
const FEWEST = 60;

function chainOf(values: Params): RepairChain {
  const { mtbf, mttr, crews, commonCause } = values;
  return {
    units: unitsOf(values),
    failureRate: (1 - commonCause) / mtbf,
    commonRate: commonCause / mtbf,
    repairRate: 1 / mttr,
    crews,
  };
}

/** Share of the time that the system is down, and outages a second. */
interface Outages {
  readonly share: number;
  readonly rate: number;
}

function outages(values: Params): Outages {
  const { structure } = values;
  if (structure === "web") return webOutages(values);
  const chain = chainOf(values);
  const shares = repairChainDistribution(chain);
  const needed = neededOf(values)!;
  const own = { share: chainUnavailability(shares, needed), rate: outageRate(chain, shares, needed) };
  return structure === "standby" ? withFailover(values, own, shares) : own;
}

/** The active unit fails while another is up: the system is down for the failover. */
function withFailover(values: Params, { share, rate }: Outages, shares: Float64Array): Outages {
  const another = 1 - chainUnavailability(shares, 2);
  const failovers = (another * (1 - values.commonCause)) / values.mtbf;
  return { share: share + failovers * values.failover, rate: rate + (values.failover > 0 ? failovers : 0) };
}

/** Stages fail independently: the system goes down when a stage does while the others are up. */
function webOutages(values: Params): Outages {
  const { mtbf, mttr, units } = values;
  const up = steadyAvailability(mtbf, mttr);
  const stages: [number, number][] = [
    [2, 1],
    [units, Math.min(units, values.needed)],
    [2, 1],
  ];
  const each = stages.map(([n, k]) => {
    const chain = { ...chainOf(values), units: n, crews: n };
    const shares = repairChainDistribution(chain);
    return { rate: outageRate(chain, shares, k), up: 1 - chainUnavailability(shares, k) };
  });
  const rate = each.reduce(
    (sum, stage, i) =>
      sum + each.reduce((product, other, j) => (i === j ? product : product * other.up), stage.rate),
    0,
  );
  return { share: 1 - blockAvailability(diagramOf(values), () => up), rate };
}

/** A failover is short beside everything else; stages of a web service share neither crews nor causes. */
function applies(values: Params): boolean {
  const { structure, failover, mtbf, mttr, commonCause, crews } = values;
  if (structure === "web") return commonCause === 0 && crews >= unitsOf(values);
  return structure !== "standby" || (failover <= 0.1 * mttr && failover <= 0.05 * mtbf);
}

export function runLengthMs(values: Params): number {
  const { mtbf, mttr } = values;
  const wantedS = OUTAGES / outages(values).rate;
  const longestS = (EVENTS / 2 / unitsOf(values)) * (mtbf + mttr);
  const dayMs = 86_400_000;
  return Math.max(1000 * 400, Math.ceil((1000 * Math.min(wantedS, longestS)) / dayMs) * dayMs);
}

function expectedOutages(values: Params): number {
  return (outages(values).rate * runLengthMs(values)) / 1000;
}

export function unavailability(values: Params): number | undefined {
  return applies(values) && expectedOutages(values) >= FEWEST ? outages(values).share : undefined;
}

export function outageMs(values: Params): number | undefined {
  if (unavailability(values) === undefined) return undefined;
  const { share, rate } = outages(values);
  return (1000 * share) / rate;
}

/** Crews that are too few make units wait. */
export function unitUnavailability(values: Params): number | undefined {
  const { mtbf, mttr, crews } = values;
  if (crews < unitsOf(values)) return undefined;
  const failures = (unitsOf(values) * runLengthMs(values)) / 1000 / (mtbf + mttr);
  return failures >= FEWEST ? 1 - steadyAvailability(mtbf, mttr) : undefined;
}

/** Four standard deviations of a sum of N exponential outages, N being Poisson: √(2/N). */
export function outageTolerance(values: Params): number {
  const bunched = 1 + 3 * values.commonCause;
  return 0.03 + 4 * Math.sqrt((2 * bunched) / expectedOutages(values));
}

/** The same of the units' failures; those in common count once. */
export function unitTolerance(values: Params): number {
  const failures = (unitsOf(values) * runLengthMs(values)) / 1000 / (values.mtbf + values.mttr);
  const alone = failures / (1 + values.commonCause * unitsOf(values));
  return 0.01 + 4 * Math.sqrt(2 / alone);
}

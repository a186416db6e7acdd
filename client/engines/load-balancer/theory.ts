/** What is known of servers with one line each under the various policies, and where nothing is. */
import { exp, log, pow } from "../kernel/math.ts";
import { Zipf } from "../kernel/zipf.ts";
import { FALL, INCIDENT_AT_MS, KEYS, type Params, runLengthMs, speeds, warmUpMs } from "./params.ts";
import { Backends } from "./primitives/backends.ts";
import { BoundedLoadRingBalancer } from "./primitives/boundedLoadRing.ts";
import { keyHash } from "./state.ts";

/** A queue more loaded than this takes longer to settle than one run lasts. */
const SETTLES = 0.85;

/** Share of the requests that each server gets, where that is known beforehand. */
export function shares(values: Params): Float64Array | undefined {
  const { policy, layer, servers, weighted } = values;
  if (layer === "4") return undefined;
  const even = new Float64Array(servers).fill(1 / servers);
  if (policy === "active-passive") return even.fill(0).fill(1, 0, 1);
  if (policy === "hash-ring") return ringShares(values);
  if (policy !== "random" && policy !== "round-robin") return undefined;
  if (!weighted) return even;
  const speed = speeds(values);
  const total = speed.reduce((sum, one) => sum + one, 0);
  return speed.map((one) => one / total);
}

function ringShares({ servers, keySkew }: Params): Float64Array {
  const ring = new BoundedLoadRingBalancer(new Backends(new Float64Array(servers).fill(1)));
  const { probabilities } = new Zipf(KEYS, keySkew);
  const result = new Float64Array(servers);
  probabilities.forEach((probability, key) => {
    result[ring.pick(keyHash(key))]! += probability;
  });
  return result;
}

/** Utilisation of each server. */
export function loads(values: Params): Float64Array | undefined {
  const speed = speeds(values);
  return shares(values)?.map((share, i) => (share * values.arrivalRate * values.service) / 1000 / speed[i]!);
}

/** GI/M/1 with every n-th arrival of a Poisson stream: σ = A*(μ(1 − σ)), the chance that an arrival waits. */
export function roundRobinSigma(load: number, servers: number): number {
  let sigma = load;
  for (let i = 0; i < 1000; i++) {
    // The transform of an Erlang distribution of n stages, each of rate n·λ.
    const next = pow(servers / (servers + (1 - sigma) / load), servers);
    if (Math.abs(next - sigma) < 1e-13) break;
    sigma = next;
  }
  return sigma;
}

/** Mean response in services for the better of two among very many: Σ ρ^(2^i − 2). */
export function powerOfTwoResponse(load: number): number {
  let sum = 0;
  for (let i = 1; i < 60; i++) {
    const term = load <= 0 ? (i === 1 ? 1 : 0) : exp((pow(2, i) - 2) * log(load));
    sum += term;
    if (term < 1e-12) break;
  }
  return sum;
}

export function responseMs(values: Params): number | undefined {
  const { policy, servers, service, incident, slowFactor, layer, arrivalRate } = values;
  if (incident > 0) return undefined;
  const even = (arrivalRate * service) / 1000 / servers;
  if (policy === "power-of-two" && layer === "7" && slowFactor === 1 && servers >= 30)
    return even <= SETTLES ? service * powerOfTwoResponse(even) : undefined;
  const all = loads(values);
  if (all === undefined || all.some((load) => load > SETTLES)) return undefined;
  if (policy === "round-robin" && servers > 1)
    return slowFactor === 1 ? service / (1 - roundRobinSigma(even, servers)) : undefined;
  const speed = speeds(values);
  return shares(values)!.reduce((sum, share, i) => sum + (share * service) / speed[i]! / (1 - all[i]!), 0);
}

export function utilisation(values: Params): number | undefined {
  const { arrivalRate, service, servers, slowFactor, incident } = values;
  const even = (arrivalRate * service) / 1000 / servers;
  if (incident > 0 || slowFactor > 1 || even > SETTLES) return undefined;
  if (values.layer === "4" || values.policy === "bounded-ring") return even <= 0.3 ? even : undefined;
  const all = loads(values);
  return all === undefined || all.every((load) => load <= 0.95) ? even : undefined;
}

/** Requests of the busiest server over those of the mean one. */
export function busiestOverMean(values: Params): number | undefined {
  const { policy, servers, incident } = values;
  if (incident > 0 || policy === "random") return undefined;
  const all = shares(values);
  return all === undefined ? undefined : Math.max(...all) * servers;
}

/** When the balancer notices that the first server has failed; undefined when the incident is over before. */
export function noticedMs({ incident, checkInterval }: Params): number | undefined {
  const first = Math.ceil(INCIDENT_AT_MS / checkInterval) * checkInterval;
  const last = first + (FALL - 1) * checkInterval;
  return last < INCIDENT_AT_MS + incident ? last : undefined;
}

/** Requests that are lost in the incident: what the server had in hand and what it is sent until that is noticed. */
export function lostRequests(values: Params): number | undefined {
  const { policy, incident, servers, arrivalRate } = values;
  const all = loads(values);
  const noticed = noticedMs(values);
  if (incident === 0 || servers < 2 || noticed === undefined || all === undefined) return undefined;
  if (policy === "hash-ring" || values.slowFactor > 1 || all[0]! > SETTLES) return undefined;
  const inHand =
    policy === "round-robin" ? all[0]! / (1 - roundRobinSigma(all[0]!, servers)) : all[0]! / (1 - all[0]!);
  const rate = (arrivalRate * shares(values)![0]!) / 1000;
  return rate * (noticed - INCIDENT_AT_MS) + inHand;
}

/** What scatters: a Poisson count, and a geometric number in hand. */
export function lostTolerance(values: Params): number {
  const lost = lostRequests(values) ?? 1;
  const load = loads(values)?.[0] ?? 0;
  return (3 * Math.sqrt(lost + load / ((1 - load) * (1 - load)))) / lost;
}

function requests(values: Params): number {
  return (values.arrivalRate * (runLengthMs(values) - warmUpMs(values))) / 1000;
}

/** Two and a half standard deviations of the mean response of M/M/1 queues that share these requests (D. J. Daley, 1968; see
 *  the queueing engine); for the better of two the limit of many servers is missed by about 1/n. */
export function responseTolerance(values: Params): number {
  const all = loads(values) ?? [0.7];
  const u = Math.max(...all);
  const waits = Math.sqrt((2 + 5 * u - 4 * u * u + u * u * u) / u) / (1 - u) / Math.sqrt(requests(values));
  const limit = values.policy === "power-of-two" ? 1 / values.servers : 0;
  return Math.max(0.03, 2.5 * (u * waits + 1 / Math.sqrt(requests(values))) + limit);
}

export function utilisationTolerance(values: Params): number {
  return Math.max(0.03, 3 * Math.sqrt(2 / requests(values)) + values.service / runLengthMs(values));
}

/** Round robin misses by one request at most; a share of the ring is sampled. */
export function busiestTolerance(values: Params): number {
  const each = requests(values) / values.servers;
  return values.policy === "hash-ring" ? 2.5 / Math.sqrt(each) : 0.005 + 1 / each;
}

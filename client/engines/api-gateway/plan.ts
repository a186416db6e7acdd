/** What theory says about one set of parameters. */
import { Zipf } from "../kernel/zipf.ts";
import { tokenBucketAdmitted, tokenBucketWarmUpMs } from "../rate-limiter/theory.ts";
import { type Params, PRODUCT_EXPONENT, PRODUCTS, ROUTES } from "./params.ts";

const REQUESTS = 5000;
/** An event loop busier than this has waits that no run of this length knows. */
const CALM = 0.92;

const load = ({ arrivalRate, gatewayMs }: Params): number => (arrivalRate * gatewayMs) / 1000;

/** Rates of the greedy client and of each other one, as the limiter sees them. */
function clientRates({ arrivalRate, clients, greedy, badTokens }: Params): { first: number; other: number } {
  const other = (arrivalRate * (1 - badTokens)) / (clients - 1 + greedy);
  return { first: other * greedy, other };
}

/** How long the limits' start, full, and an empty cache show. */
export function warmUpMs(values: Params): number {
  const { first } = clientRates(values);
  const limits = first === 0 ? 0 : tokenBucketWarmUpMs(first, values.limit, values.burst, 1);
  return Math.min(60_000, Math.max(3000, values.freshMs, limits));
}

export function runLengthMs(values: Params): number {
  const neededMs = warmUpMs(values) + (1000 * REQUESTS) / values.arrivalRate;
  return 10_000 * Math.ceil(Math.min(600_000, neededMs) / 10_000);
}

const measuredMs = (values: Params): number => runLengthMs(values) - warmUpMs(values);

/** The gateway's own part of a request: its work, and waiting for the event loop. */
export function addedMs(values: Params): number | undefined {
  const { gatewayMs } = values;
  const rho = load(values);
  return rho > CALM ? undefined : gatewayMs + (rho * gatewayMs) / (2 * (1 - rho));
}

/** Waits come in busy periods: the busier, the fewer independent ones. */
export function addedTolerance(values: Params): number {
  const rho = load(values);
  const requests = (values.arrivalRate * measuredMs(values)) / 1000;
  const waiting = rho / (2 - rho);
  return 0.005 + (waiting * 8) / ((1 - rho) * Math.sqrt(requests));
}

/** Share of all requests that are answered 429. */
export function limitedShare(values: Params): number | undefined {
  const { arrivalRate, clients, limit, burst } = values;
  // The event loop evens out what comes through it when it is busy.
  if (load(values) > 0.5) return undefined;
  const { first, other } = clientRates(values);
  const refused = (rate: number): number =>
    rate === 0 ? 0 : rate * (1 - tokenBucketAdmitted(rate, limit, burst));
  const share = (refused(first) + (clients - 1) * refused(other)) / arrivalRate;
  return share < 1e-6 ? 0 : share;
}

export function limitedTolerance(values: Params): number {
  const requests = ((limitedShare(values) ?? 1) * values.arrivalRate * measuredMs(values)) / 1000;
  return requests === 0 ? 1e-4 : 0.03 + 6 / Math.sqrt(requests);
}

/** Share of cacheable requests that the cache answers: each product's entry lives for its time after a miss has been
 *  answered, and requests for it are Poisson. */
export function hitRatio(values: Params): number | undefined {
  const { freshMs, arrivalRate, badTokens, failures } = values;
  const limited = limitedShare(values);
  if (freshMs === 0 || badTokens === 1 || limited === undefined || limited > 0.001 || failures > 0.05)
    return undefined;
  const rate = (arrivalRate * (1 - badTokens) * ROUTES[0]!.share) / 1000;
  const { probabilities } = new Zipf(PRODUCTS, PRODUCT_EXPONENT);
  // While the first answer is under way the others miss too.
  const fetchMs = values.hopMs + values.serviceMs;
  return probabilities.reduce((sum, p) => {
    const hits = rate * p * freshMs;
    return sum + (p * hits) / (1 + hits + rate * p * fetchMs);
  }, 0);
}

export function hitTolerance(values: Params): number {
  const requests = (values.arrivalRate * ROUTES[0]!.share * measuredMs(values)) / 1000;
  return 0.03 + 4 / Math.sqrt(requests);
}

/** Share of reading requests that reach a service and fail in the end: all tries must. */
export function readFailures({ failures, retries }: Params): number {
  let all = 1;
  for (let i = 0; i <= retries; i++) all *= failures;
  return all;
}

/** Undefined where none or a handful are to be expected. */
export function heldReadFailures(values: Params): number | undefined {
  const { arrivalRate, badTokens } = values;
  const share = readFailures(values);
  const reads = (arrivalRate * (1 - badTokens) * ROUTES[1]!.share * measuredMs(values)) / 1000;
  const limited = limitedShare(values) ?? 0;
  return values.failures > 0 && share * reads < 5 ? undefined : limited > 0.5 ? undefined : share;
}

export function failureTolerance(values: Params): number {
  const { arrivalRate, badTokens } = values;
  const reads = (arrivalRate * (1 - badTokens) * ROUTES[1]!.share * measuredMs(values)) / 1000;
  return 0.02 + 3 / Math.sqrt(Math.max(1, readFailures(values) * reads));
}

export function unauthorizedTolerance(values: Params): number {
  const requests = (values.badTokens * values.arrivalRate * measuredMs(values)) / 1000;
  return requests === 0 ? 0 : 4 / Math.sqrt(requests);
}

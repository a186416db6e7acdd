/**
 * How long a shared cache may use an HTTP response: the directives of `Cache-Control`, the freshness lifetime, and the age that
 * a response has when it has passed other caches (R. Fielding, M. Nottingham, J. Reschke, RFC 9111, sections 4.2 and 5.2).
 * Times are in milliseconds since any common moment; header values are in seconds, as on the wire.
 */

/** Directives by lower-case name; the value is empty for one without an argument. */
export type CacheDirectives = ReadonlyMap<string, string>;

/** Reads a `Cache-Control` field. What is malformed is left out: caches must be lenient here. */
export function parseCacheControl(field: string): CacheDirectives {
  const directives = new Map<string, string>();
  for (const match of field.matchAll(
    /([!#$%&'*+.^_`|~\w-]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?\s*(?:,|$)/g,
  )) {
    const name = match[1]!.toLowerCase();
    // The first one counts when a directive comes twice (section 4.2.1 allows that or the shortest).
    if (!directives.has(name)) directives.set(name, match[2]?.replace(/\\(.)/g, "$1") ?? match[3] ?? "");
  }
  return directives;
}

/** The argument of a directive in milliseconds; undefined when it is missing or no whole number of seconds. */
export function directiveMs(directives: CacheDirectives, name: string): number | undefined {
  const value = directives.get(name);
  return value !== undefined && /^\d+$/.test(value) ? Math.min(Number(value), 0x7fffffff) * 1000 : undefined;
}

/** For how long after its creation a response is fresh in a shared cache (section 4.2.1): `s-maxage`, else `max-age`, else
 *  `Expires` minus `Date`. 0 for `no-store`, `private` and `no-cache`; undefined when the response does not say. */
export function sharedLifetimeMs(
  directives: CacheDirectives,
  dateMs: number | undefined,
  expiresMs: number | undefined,
): number | undefined {
  if (["no-store", "private", "no-cache"].some((name) => directives.has(name))) return 0;
  const explicit = directiveMs(directives, "s-maxage") ?? directiveMs(directives, "max-age");
  if (explicit !== undefined) return explicit;
  return dateMs === undefined || expiresMs === undefined ? undefined : Math.max(0, expiresMs - dateMs);
}

export interface HttpResponseTimes {
  /** The `Age` field that the response came with; 0 from the origin itself. */
  readonly ageMs: number;
  /** The `Date` field; undefined when there is none. */
  readonly dateMs: number | undefined;
  /** When it was asked for, and when it came, by this cache's clock. */
  readonly requestMs: number;
  readonly responseMs: number;
}

/** How old a stored response is at `nowMs` (section 4.2.3). */
export function currentAgeMs(
  { ageMs, dateMs, requestMs, responseMs }: HttpResponseTimes,
  nowMs: number,
): number {
  const apparentMs = dateMs === undefined ? 0 : Math.max(0, responseMs - dateMs);
  const correctedMs = ageMs + (responseMs - requestMs);
  return Math.max(apparentMs, correctedMs) + (nowMs - responseMs);
}

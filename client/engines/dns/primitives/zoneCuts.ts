/** Where a resolver begins to ask: at the nearest zone above a name whose servers it knows (RFC 1034, section 5.3.3, step 2). */

/** The zones above a name, nearest first, the root (an empty name) last: "www.example.org" gives "example.org", "org", "". */
export function zonesAbove(name: string): string[] {
  const zones: string[] = [];
  for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1))
    zones.push(name.slice(dot + 1));
  zones.push("");
  return zones;
}

/** The nearest of them whose servers are known; the root's always are. */
export function closestKnownZone(name: string, isKnown: (zone: string) => boolean): string {
  return zonesAbove(name).find((zone) => zone === "" || isKnown(zone))!;
}

/** Ids for terms whose files give them names only: each name's own words, and numbers where names agree in them. */
export class IdList {
  private readonly given = new Set<string>();
  /** For each base the number that was given last. */
  private readonly last = new Map<string, number>();

  idFor(name: string): string {
    const words = name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 40)
      .replace(/^-+|-+$/g, "");
    // A name without a Latin letter or digit still needs an address.
    const base = words === "" ? "term" : words;
    let id = base;
    for (let number = this.last.get(base) ?? 2; this.given.has(id); number++) {
      id = `${base}-${number}`;
      this.last.set(base, number);
    }
    this.given.add(id);
    return id;
  }
}

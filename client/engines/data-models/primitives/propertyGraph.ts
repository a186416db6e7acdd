/**
 * Nodes with properties and the edges between them, each node knowing its own: following an edge costs the same however
 * large the graph is ("index-free adjacency": I. Robinson, J. Webber, E. Eifrem, Graph Databases, 2nd ed. 2015, chapter 6).
 */
export class PropertyGraph<P> {
  readonly #properties: P[] = [];
  readonly #neighbours: number[][] = [];
  /** Edges followed since the graph was made. */
  edgesFollowed = 0;

  /** A graph that is shared must not be written to any more. */
  static restore<P>(saved: PropertyGraph<P>): PropertyGraph<P> {
    return saved;
  }

  save(): PropertyGraph<P> {
    return this;
  }

  get size(): number {
    return this.#properties.length;
  }

  /** Its number, from 0. */
  addNode(properties: P): number {
    this.#neighbours.push([]);
    return this.#properties.push(properties) - 1;
  }

  /** Without direction; both ends know it. @throws RangeError for a node that does not exist. */
  addEdge(one: number, other: number): void {
    if (this.#properties[one] === undefined || this.#properties[other] === undefined) {
      throw new RangeError(`no edge between ${one} and ${other}`);
    }
    this.#neighbours[one]!.push(other);
    if (one !== other) this.#neighbours[other]!.push(one);
  }

  properties(node: number): P {
    return this.#properties[node]!;
  }

  degree(node: number): number {
    return this.#neighbours[node]!.length;
  }

  /** Nodes that 1 to `depth` edges lead to, nearest first, without the start (breadth-first search). */
  within(start: number, depth: number): number[] {
    const seen = new Set([start]);
    let frontier = [start];
    const found: number[] = [];
    for (let step = 0; step < depth && frontier.length > 0; step++) {
      const next: number[] = [];
      for (const node of frontier) {
        for (const other of this.#neighbours[node]!) {
          this.edgesFollowed++;
          if (seen.has(other)) continue;
          seen.add(other);
          next.push(other);
          found.push(other);
        }
      }
      frontier = next;
    }
    return found;
  }
}

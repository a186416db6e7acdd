/** A consistent-hashing ring with virtual nodes. What is inserted stands between the two marks. */

// designwise:begin
/**
 * Says which node owns a key. Adding one of n nodes moves about 1/n of the keys, all of them to the new node;
 * `hash % n` would move nearly all. The same nodes give the same owners in every process, whatever the order of adding.
 */
class HashRing {
  static #encoder = new TextEncoder();
  #virtualNodes;
  /** Sorted by hash, equal hashes by node, so that a collision does not depend on history. */
  #points = [];

  /** More virtual nodes even out the shares (they deviate by about 1/√virtualNodes) and cost memory. */
  constructor(virtualNodes = 128) {
    if (!(virtualNodes >= 1)) throw new RangeError("virtualNodes must be at least 1");
    this.#virtualNodes = virtualNodes;
  }

  /** Adds a node with a share in proportion to its weight; adding it again changes the weight. */
  add(node, weight = 1) {
    if (!(weight > 0 && weight < Infinity)) throw new RangeError("weight must be positive");
    const points = this.#points.filter((point) => point.node !== node);
    const count = Math.max(1, Math.round(this.#virtualNodes * weight));
    for (let replica = 0; replica < count; replica++) {
      points.push({ hash: HashRing.#hash(`${node}#${replica}`), node });
    }
    points.sort((a, b) => a.hash - b.hash || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0));
    this.#points = points;
  }

  remove(node) {
    this.#points = this.#points.filter((point) => point.node !== node);
  }

  /** The owner of a key; undefined while the ring has no node. */
  lookup(key) {
    return this.owners(key, 1)[0];
  }

  /** The first `count` distinct nodes from the key on around the ring: the owner, then where its replicas go. */
  owners(key, count) {
    const owners = new Set();
    const start = this.#firstAtOrAfter(HashRing.#hash(key));
    for (let step = 0; step < this.#points.length && owners.size < count; step++) {
      const point = this.#points[(start + step) % this.#points.length];
      if (point) owners.add(point.node);
    }
    return [...owners];
  }

  #firstAtOrAfter(hash) {
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const point = this.#points[middle];
      if (point && point.hash < hash) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** FNV-1a over UTF-8, then MurmurHash3's finalizer: by FNV-1a alone, names that differ at the end lie close. */
  static #hash(text) {
    let hash = 0x811c9dc5;
    for (const byte of HashRing.#encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  }
}
// designwise:end

export { HashRing };

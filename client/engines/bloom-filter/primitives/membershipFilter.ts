/**
 * What approximate sets have in common. A key is a text, or two hashes of 32 bits that the caller has already: filters never look
 * at anything else. `has` may say yes for a key that was never added; it never says no for one that was.
 */
export interface MembershipFilter {
  /** Memory of the table, in bits. */
  readonly bits: number;
  /** Positions of the table, and how many of them are not empty. */
  readonly positions: number;
  ones(): number;
  add(key: string): void;
  has(key: string): boolean;
  addHash(first: number, second: number): void;
  hasHash(first: number, second: number): boolean;
}

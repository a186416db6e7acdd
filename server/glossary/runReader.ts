/**
 * Moves along a text from run to run: letters, digits and underscores that follow each other, and whatever is not ASCII.
 * A run is what two spaces or symbols of any code bound, and holds one word or several.
 */
import { checkPrime, checkSeed, hashPrime, hashSeed } from "./wordHash.ts";
import { WordReader } from "./wordReader.ts";

const separator = 0;
const plain = 1;
const foreign = 2;

/** What a UTF-16 unit is to a run. */
const kinds = new Uint8Array(0x10000).fill(foreign);
for (let code = 0; code < 128; code++) kinds[code] = /\w/.test(String.fromCharCode(code)) ? plain : separator;

/** Longer runs are data: no use to remember them. */
const longest = 80;

export class RunReader {
  /** Reads the words of runs that are not plain. */
  readonly words = new WordReader();
  /** The run under the reader, after `next` returned true. */
  start = 0;
  end = 0;
  /** Two hashes of the run as written: see `wordHash.ts`. */
  hash = 0;
  check = 0;
  /** The unit behind the run, within what is read; 0 at its end. */
  following = 0;
  /** ASCII, and of a length that is worth remembering. */
  isPlain = false;
  /** Units of the text from `base` on. */
  private units: Uint16Array = new Uint16Array(0);
  private base = 0;
  private limit = 0;

  /** Takes up a text, of which `from`…`to` will be read. */
  load(text: string, from: number, to: number): void {
    this.units = this.words.load(text, from, to);
    this.base = from;
  }

  /** Begins to read `from`…`to`, which lie in what was loaded. */
  open(from: number, to: number): void {
    this.end = from;
    this.limit = to;
  }

  /** Continues behind `at`, over text that holds no words of interest. */
  skipTo(at: number): void {
    this.end = Math.max(this.end, Math.min(at, this.limit));
  }

  next(): boolean {
    const { units, base } = this;
    // Constants of a bundle's modules are variables to V8: looked up here, they are not in the loop.
    const kindOf = kinds;
    const prime = hashPrime;
    const otherPrime = checkPrime;
    const limit = this.limit - base;
    let at = this.end - base;
    while (at < limit && kindOf[units[at] as number] === separator) at++;
    const start = at;
    let hash = hashSeed;
    let check = checkSeed;
    let met = 0;
    let code = 0;
    for (; at < limit; at++) {
      code = units[at] as number;
      const kind = kindOf[code] as number;
      if (kind === separator) break;
      met |= kind;
      hash = Math.imul(hash ^ code, prime);
      check = Math.imul(check ^ code, otherPrime);
    }
    this.start = base + start;
    this.end = base + at;
    this.following = at < limit ? code : 0;
    this.hash = hash;
    this.check = check;
    this.isPlain = met === plain && at - start <= longest;
    return at > start;
  }
}

/**
 * Reads EDN, the notation of Clojure's data, as far as recorded histories use it: maps, vectors, lists, sets, strings,
 * numbers, keywords, symbols, nil, comments and tags. Keywords and symbols become strings without their colon, maps become
 * objects (other keys than text are written as JSON), nil becomes null. Source: the EDN specification, edn-format.org.
 */

/** Text that is not EDN; `offset` counts from 0. */
export class EdnError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} at offset ${offset}`);
    this.name = "EdnError";
    this.offset = offset;
  }
}

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}", "#{": "}" };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
const SPACE = /(?:[\s,]|;[^\n]*)*/y;
const ATOM = /[^\s,;"()[\]{}]+/y;
const MAX_DEPTH = 200;

/** All values of the text, one after another. @throws EdnError */
export function parseEdn(text: string): unknown[] {
  return new EdnReader(text).all();
}

class EdnReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): unknown[] {
    const values: unknown[] = [];
    for (this.#space(); this.#at < this.#text.length; this.#space()) this.#into(values);
    return values;
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#text);
    this.#at = SPACE.lastIndex;
  }

  /** Reads one form; a discarded one (`#_`) adds nothing. */
  #into(values: unknown[]): void {
    if (!this.#text.startsWith("#_", this.#at)) {
      values.push(this.#value());
      return;
    }
    this.#at += 2;
    this.#space();
    this.#into([]);
  }

  #value(): unknown {
    const text = this.#text;
    const opening = text.startsWith("#{", this.#at) ? "#{" : text[this.#at]!;
    if (Object.hasOwn(CLOSING, opening)) return this.#collection(opening);
    if (opening === '"') return this.#string();
    ATOM.lastIndex = this.#at;
    const atom = ATOM.exec(text)?.[0];
    if (atom === undefined) throw new EdnError(`unexpected ${opening}`, this.#at);
    this.#at += atom.length;
    if (!atom.startsWith("#")) return atomValue(atom);
    // A tag says how to understand the next value, which is taken as it is.
    this.#space();
    if (this.#at >= text.length) throw new EdnError("a tag without a value", this.#at);
    return this.#value();
  }

  #collection(opening: string): unknown {
    const from = this.#at;
    if (++this.#depth > MAX_DEPTH) throw new EdnError("nested too deeply", from);
    this.#at += opening.length;
    const items: unknown[] = [];
    for (this.#space(); this.#text[this.#at] !== CLOSING[opening]; this.#space()) {
      if (this.#at >= this.#text.length) throw new EdnError(`${opening} is not closed`, from);
      this.#into(items);
    }
    this.#at++;
    this.#depth--;
    if (opening !== "{") return items;
    if (items.length % 2 === 1) throw new EdnError("a map with a key and no value", from);
    const pairs: [string, unknown][] = [];
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i];
      pairs.push([typeof key === "string" ? key : JSON.stringify(key), items[i + 1]]);
    }
    return Object.fromEntries(pairs);
  }

  #string(): string {
    const from = this.#at++;
    let value = "";
    for (; this.#text[this.#at] !== '"'; this.#at++) {
      if (this.#at >= this.#text.length) throw new EdnError("text is not closed", from);
      if (this.#text[this.#at] === "\\") {
        const escaped = this.#text[++this.#at] ?? "";
        value += ESCAPES[escaped] ?? escaped;
      } else value += this.#text[this.#at];
    }
    this.#at++;
    return value;
  }
}

function atomValue(atom: string): unknown {
  if (atom === "nil") return null;
  if (atom === "true" || atom === "false") return atom === "true";
  if (/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?[NM]?$/.test(atom)) return Number(atom.replace(/[NM]$/, ""));
  return atom.startsWith(":") ? atom.slice(1) : atom;
}

/**
 * The UTF-16 units of a text as an array. Strings come in many forms within V8 (flat, sliced, internalised), and each
 * `charCodeAt` asks anew which it is, or looks the method up once more when it has seen too many: an array is only read.
 * Node fills it at once.
 */

/** The part of Node's `Buffer` that is needed; a worker of a browser has none. */
interface Copier {
  from(memory: ArrayBufferLike): { write(text: string, encoding: "utf16le"): number };
}

const { Buffer: copier } = globalThis as { readonly Buffer?: Copier };

/** More than this is not kept for the next text. */
const maxKept = 1 << 22;

export class Units {
  private kept = new Uint16Array(1024);

  /** Units of the text, at their offsets; what lies behind them has no meaning. Valid until the next call. */
  of(text: string): Uint16Array {
    const units = this.kept.length >= text.length ? this.kept : new Uint16Array(2 * text.length);
    if (text.length <= maxKept) this.kept = units;
    if (copier === undefined || text.length < 64) copyEach(text, units);
    else copier.from(units.buffer).write(text, "utf16le");
    return units;
  }
}

function copyEach(text: string, units: Uint16Array): void {
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
}

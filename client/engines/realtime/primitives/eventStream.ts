/**
 * Server-sent events (WHATWG HTML, section 9.2): text lines over one HTTP response that does not end. An event with an id is
 * remembered by the browser, which sends the last one back when it connects again, so that the server can go on from there.
 */

export interface StreamedEvent {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

export interface EventToSend {
  readonly data: string;
  readonly type?: string;
  readonly id?: string;
}

/** The event as text for the stream. @throws RangeError when type or id contain a line break or the id a null. */
export function encodeStreamedEvent({ data, type, id }: EventToSend): string {
  for (const [name, value] of [
    ["type", type],
    ["id", id],
  ] as const)
    if (value !== undefined && /[\r\n\0]/.test(value)) throw new RangeError(`the ${name} must be one line`);
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  const head = (type === undefined ? "" : `event: ${type}\n`) + (id === undefined ? "" : `id: ${id}\n`);
  return `${head}${lines.join("")}\n`;
}

/** A comment, which keeps proxies from closing a stream that is silent. */
export const STREAM_HEARTBEAT = ":\n\n";

/** Reads a stream piece by piece, however it was cut; all three line ends count. Bounded: an event that never ends is refused. */
export class EventStreamReader {
  readonly #limit: number;
  #text = "";
  #data: string[] = [];
  #size = 0;
  #type = "";
  #lastEventId = "";
  #first = true;
  #afterReturn = false;

  /** `limit`: characters that one event may have. */
  constructor(limit = 1 << 20) {
    this.#limit = limit;
  }

  /** What to send as `Last-Event-ID` after a reconnection. */
  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** Events that this piece of the stream completes. @throws RangeError when one grows beyond the limit. */
  push(piece: string): StreamedEvent[] {
    const events: StreamedEvent[] = [];
    let text = piece;
    if (this.#first && text !== "") {
      if (text.startsWith("\ufeff")) text = text.slice(1);
      this.#first = false;
    }
    // A return at the end of the last piece and a line feed here are one line end.
    if (this.#afterReturn && text.startsWith("\n")) text = text.slice(1);
    if (piece !== "") this.#afterReturn = piece.endsWith("\r");
    const lines = (this.#text + text).split(/\r\n|\r|\n/);
    this.#text = lines.pop()!;
    for (const line of lines) this.#line(line, events);
    if (this.#text.length + this.#size > this.#limit)
      throw new RangeError(`an event beyond ${this.#limit} characters`);
    return events;
  }

  #line(line: string, events: StreamedEvent[]): void {
    if (line === "") {
      if (this.#data.length > 0)
        events.push({
          type: this.#type || "message",
          data: this.#data.join("\n"),
          lastEventId: this.#lastEventId,
        });
      this.#data = [];
      this.#size = 0;
      this.#type = "";
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const rest = colon < 0 ? "" : line.slice(colon + 1);
    const value = rest.startsWith(" ") ? rest.slice(1) : rest;
    if (field === "data") {
      this.#data.push(value);
      this.#size += value.length;
    } else if (field === "event") this.#type = value;
    else if (field === "id" && !value.includes("\0")) this.#lastEventId = value;
  }
}

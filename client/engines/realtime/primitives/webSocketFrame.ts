/**
 * WebSocket frames (RFC 6455, section 5): two to fourteen bytes before each payload. What a client sends is masked, so that it
 * cannot be made to look like another protocol to a proxy on the way.
 */

export type WebSocketOpcode = "continuation" | "text" | "binary" | "close" | "ping" | "pong";

export interface WebSocketFrame {
  readonly opcode: WebSocketOpcode;
  /** The last fragment of its message. */
  readonly final: boolean;
  readonly masked: boolean;
  readonly payload: Uint8Array;
}

const CODES: Readonly<Record<WebSocketOpcode, number>> = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
};
const NAMES = new Map(Object.entries(CODES).map(([name, code]) => [code, name as WebSocketOpcode]));

/** Bytes before the payload. */
export function webSocketHeaderBytes(payloadBytes: number, masked: boolean): number {
  const length = payloadBytes < 126 ? 2 : payloadBytes < 0x10000 ? 4 : 10;
  return length + (masked ? 4 : 0);
}

/** A whole message in one frame. `mask`: four unpredictable bytes, for what a client sends.
 *  @throws RangeError for a control frame beyond 125 bytes, or a mask of another length. */
export function encodeWebSocketFrame(
  opcode: WebSocketOpcode,
  payload: Uint8Array,
  mask?: Uint8Array,
): Uint8Array {
  if (CODES[opcode] >= 8 && payload.length > 125)
    throw new RangeError(`a ${opcode} frame carries at most 125 bytes, not ${payload.length}`);
  if (mask !== undefined && mask.length !== 4)
    throw new RangeError(`a mask has four bytes, not ${mask.length}`);
  const header = webSocketHeaderBytes(payload.length, mask !== undefined);
  const frame = new Uint8Array(header + payload.length);
  const view = new DataView(frame.buffer);
  frame[0] = 0x80 | CODES[opcode];
  const flag = mask === undefined ? 0 : 0x80;
  if (payload.length < 126) frame[1] = flag | payload.length;
  else if (payload.length < 0x10000) {
    frame[1] = flag | 126;
    view.setUint16(2, payload.length);
  } else {
    frame[1] = flag | 127;
    view.setUint32(2, Math.floor(payload.length / 0x100000000));
    view.setUint32(6, payload.length >>> 0);
  }
  frame.set(payload, header);
  if (mask !== undefined) {
    frame.set(mask, header - 4);
    applyMask(frame.subarray(header), mask);
  }
  return frame;
}

/** The frame at the start of `bytes` and how many it takes; undefined while it is incomplete. Payloads beyond `limit` bytes are
 *  refused before they are waited for. @throws RangeError for what no endpoint may send. */
export function decodeWebSocketFrame(
  bytes: Uint8Array,
  limit = 1 << 20,
): { readonly frame: WebSocketFrame; readonly bytes: number } | undefined {
  if (bytes.length < 2) return undefined;
  const [first, second] = [bytes[0]!, bytes[1]!];
  const opcode = NAMES.get(first & 0x0f);
  if ((first & 0x70) !== 0 || opcode === undefined)
    throw new RangeError("reserved bits or an unknown opcode");
  const final = (first & 0x80) !== 0;
  const masked = (second & 0x80) !== 0;
  const short = second & 0x7f;
  if (CODES[opcode] >= 8 && (!final || short > 125))
    throw new RangeError(`a fragmented or overlong ${opcode}`);
  const extended = short === 127 ? 8 : short === 126 ? 2 : 0;
  const header = 2 + extended + (masked ? 4 : 0);
  if (bytes.length < 2 + extended) return undefined;
  const length = payloadLength(bytes, short);
  // Each length must be written in its shortest form.
  if ((short === 126 && length < 126) || (short === 127 && length < 0x10000))
    throw new RangeError("a length that is not in its shortest form");
  if (length > limit) throw new RangeError(`a payload of ${length} bytes is beyond the limit of ${limit}`);
  if (bytes.length < header + length) return undefined;
  const payload = bytes.slice(header, header + length);
  if (masked) applyMask(payload, bytes.subarray(header - 4, header));
  return { frame: { opcode, final, masked, payload }, bytes: header + length };
}

function payloadLength(bytes: Uint8Array, short: number): number {
  if (short < 126) return short;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return short === 126 ? view.getUint16(2) : view.getUint32(2) * 0x100000000 + view.getUint32(6);
}

function applyMask(payload: Uint8Array, mask: Uint8Array): void {
  for (let i = 0; i < payload.length; i++) payload[i] = payload[i]! ^ mask[i & 3]!;
}

/** Frames and event streams against their standards' examples, cut and joined at will; and the methods side by side. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { realtime } from "../../../client/engines/realtime/engine.ts";
import {
  EventStreamReader,
  encodeStreamedEvent,
  type StreamedEvent,
} from "../../../client/engines/realtime/primitives/eventStream.ts";
import {
  decodeWebSocketFrame,
  encodeWebSocketFrame,
  webSocketHeaderBytes,
} from "../../../client/engines/realtime/primitives/webSocketFrame.ts";
import { run } from "../inputs.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe("WebSocket frames", () => {
  it("are those of RFC 6455, section 5.7", () => {
    const mask = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
    assert.equal(hex(encodeWebSocketFrame("text", text("Hello"))), "810548656c6c6f");
    assert.equal(hex(encodeWebSocketFrame("text", text("Hello"), mask)), "818537fa213d7f9f4d5158");
    assert.equal(hex(encodeWebSocketFrame("ping", text("Hello"))), "890548656c6c6f");
    assert.equal(hex(encodeWebSocketFrame("pong", text("Hello"), mask)), "8a8537fa213d7f9f4d5158");
    assert.equal(hex(encodeWebSocketFrame("binary", new Uint8Array(256)).subarray(0, 4)), "827e0100");
    assert.equal(
      hex(encodeWebSocketFrame("binary", new Uint8Array(65536)).subarray(0, 10)),
      "827f0000000000010000",
    );
    // The fragmented "Hello": neither piece is a whole message.
    const first = decodeWebSocketFrame(Uint8Array.of(0x01, 0x03, 0x48, 0x65, 0x6c))!;
    assert.deepEqual([first.frame.opcode, first.frame.final, first.bytes], ["text", false, 5]);
    const second = decodeWebSocketFrame(Uint8Array.of(0x80, 0x02, 0x6c, 0x6f))!;
    assert.deepEqual([second.frame.opcode, second.frame.final], ["continuation", true]);
  });

  it("have two to fourteen bytes before the payload", () => {
    assert.deepEqual(
      [0, 125, 126, 65535, 65536].map((size) => [
        webSocketHeaderBytes(size, false),
        webSocketHeaderBytes(size, true),
      ]),
      [
        [2, 6],
        [2, 6],
        [4, 8],
        [4, 8],
        [10, 14],
      ],
    );
  });

  it("decode to what was encoded, however much of the next has come, and wait for what is missing", () => {
    const size = fc.oneof(fc.nat(200), fc.constantFrom(125, 126, 127, 65535, 65536));
    fc.assert(
      fc.property(
        size,
        fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 })),
        fc.nat(20),
        (length, mask, more) => {
          const payload = Uint8Array.from({ length }, (_, i) => i * 7);
          const frame = encodeWebSocketFrame("binary", payload, mask ?? undefined);
          assert.equal(frame.length, length + webSocketHeaderBytes(length, mask !== null));
          const stream = new Uint8Array(frame.length + more);
          stream.set(frame);
          const decoded = decodeWebSocketFrame(stream)!;
          assert.deepEqual([decoded.bytes, decoded.frame.masked], [frame.length, mask !== null]);
          assert.equal(hex(decoded.frame.payload), hex(payload));
          for (const cut of [0, 1, 3, frame.length - 1])
            if (cut < frame.length) assert.equal(decodeWebSocketFrame(frame.subarray(0, cut)), undefined);
        },
      ),
      { seed: 1, numRuns: 150 },
    );
  });

  it("refuse what no endpoint may send", () => {
    assert.throws(() => decodeWebSocketFrame(Uint8Array.of(0xc1, 0)), RangeError);
    assert.throws(() => decodeWebSocketFrame(Uint8Array.of(0x83, 0)), RangeError);
    assert.throws(() => decodeWebSocketFrame(Uint8Array.of(0x09, 0)), RangeError);
    assert.throws(() => decodeWebSocketFrame(Uint8Array.of(0x89, 126, 0, 126)), RangeError);
    assert.throws(() => decodeWebSocketFrame(Uint8Array.of(0x82, 126, 0, 5)), RangeError);
    assert.throws(() => decodeWebSocketFrame(Uint8Array.of(0x82, 127, 0, 0, 1, 0, 0, 0, 0, 0)), RangeError);
    assert.throws(() => encodeWebSocketFrame("ping", new Uint8Array(126)), RangeError);
    assert.throws(() => encodeWebSocketFrame("text", text("x"), new Uint8Array(3)), RangeError);
  });
});

describe("event streams", () => {
  const read = (stream: string): StreamedEvent[] => new EventStreamReader().push(stream);

  it("read the examples of the standard", () => {
    assert.deepEqual(
      read("data: YHOO\ndata: +2\ndata: 10\n\n").map(({ data }) => data),
      ["YHOO\n+2\n10"],
    );
    const reader = new EventStreamReader();
    const events = reader.push(
      ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
    );
    assert.deepEqual(
      events.map(({ data, lastEventId }) => [data, lastEventId]),
      [
        ["first event", "1"],
        ["second event", ""],
        [" third event", ""],
      ],
    );
    // Two events of nothing and of one line end; the third is not complete.
    assert.deepEqual(
      read("data\n\ndata\ndata\n\ndata:").map(({ data }) => data),
      ["", "\n"],
    );
    assert.deepEqual(
      read("data:test\n\ndata: test\n\n").map(({ data }) => data),
      ["test", "test"],
    );
    assert.equal(read("\ufeffevent: add\ndata: 73857293\n\n")[0]!.type, "add");
  });

  it("give back what was sent, cut anywhere, whatever the line ends", () => {
    const line = fc.string({ unit: fc.constantFrom("a", ":", " ", "ä", "data"), maxLength: 8 });
    const event = fc.record({ data: fc.array(line, { minLength: 1, maxLength: 4 }), id: fc.nat(99) });
    const events = fc.array(event, { minLength: 1, maxLength: 6 });
    const cuts = fc.array(fc.nat(12), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(events, cuts, fc.constantFrom("\n", "\r\n", "\r"), (list, sizes, end) => {
        const sent = list.map(({ data, id }) =>
          encodeStreamedEvent({ data: data.join("\n"), id: String(id) }),
        );
        const stream = sent.join(":\n\n").replaceAll("\n", end);
        const reader = new EventStreamReader();
        const seen: StreamedEvent[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = 1 + sizes[i % sizes.length]!;
          seen.push(...reader.push(stream.slice(at, at + size)));
          at += size;
        }
        assert.deepEqual(
          seen.map(({ data, lastEventId }) => [data, lastEventId]),
          list.map(({ data, id }) => [data.join("\n"), String(id)]),
        );
        assert.equal(reader.lastEventId, String(list.at(-1)!.id));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("are bounded, and refuse ids of two lines", () => {
    assert.throws(() => new EventStreamReader(10).push("data: more than ten characters"), RangeError);
    assert.throws(() => encodeStreamedEvent({ data: "", id: "1\ndata: injected" }), RangeError);
  });
});

describe("methods side by side", function () {
  this.timeout(20_000);

  const metricsOf = (params: Readonly<Record<string, number | string | boolean>>) => {
    const one = run(realtime, { params, seed: 4 });
    one.advance(runLength(realtime, params), Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  };

  it("later and dearer in the order that everybody knows, with the same updates", () => {
    const [polling, long, sse, socket] = ["polling", "long-polling", "sse", "websocket"].map((method) =>
      metricsOf({ method }),
    );
    assert.ok(polling!.delay! > 10 * long!.delay! && long!.delay! >= sse!.delay!);
    assert.equal(sse!.delay, socket!.delay);
    assert.ok(
      long!.bytesPerUpdate! > 5 * sse!.bytesPerUpdate! && sse!.bytesPerUpdate! > socket!.bytesPerUpdate!,
    );
    assert.ok(polling!.connections! < 1 && long!.connections! > 19);
  });

  it("only a WebSocket that does not resume loses what came meanwhile, with the same cuts", () => {
    const drops = { drops: 12, away: 10_000, updates: 1 };
    const of = (method: string, resume = false) => metricsOf({ method, ...drops, resume });
    const [bare, resumed, sse] = [of("websocket"), of("websocket", true), of("sse")];
    assert.ok(bare.missedShare! > 0.02);
    assert.deepEqual([resumed.missedShare, sse.missedShare], [0, 0]);
    assert.deepEqual([bare.cuts, resumed.cuts], [sse.cuts, sse.cuts]);
  });
});

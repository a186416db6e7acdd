/** Input that nobody should send and somebody will: the server says what it does not do, loses nothing and lives. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { ServerProcess } from "./support/serverProcess.ts";
import { positionOf, pythonWithoutTimeout, rangeOf, rule, textAt, withoutTimeout } from "./support/source.ts";

interface Logged {
  readonly message: string;
}

const uri = "file:///shop/hostile.ts";
const healthy = "file:///shop/healthy.ts";

describe("hostile input", () => {
  let server: ServerProcess;

  beforeEach(async () => {
    server = new ServerProcess({ pull: true });
    await server.initialized;
  });
  afterEach(() => server.kill());

  /** The proof of life: another document is still analysed. */
  async function assertAlive(): Promise<void> {
    await server.open(healthy, "typescript", withoutTimeout);
    assert.deepEqual(
      (await server.pull(healthy)).map(({ code }) => code),
      [rule],
    );
  }

  it("a file of 20 MB has hovers but no findings, and the log says so", async function () {
    this.timeout(60_000);
    const text = `${withoutTimeout}// rate limiter\n${"const filler = 'nothing to see';\n".repeat(640_000)}`;
    assert.ok(text.length > 20_000_000);
    await server.open(uri, "typescript", text);
    assert.deepEqual(await server.pull(uri), []);
    const hover = await server.hover(uri, positionOf(withoutTimeout, "export async", 0));
    assert.equal(hover, undefined);
    const line = withoutTimeout.split("\n").length - 1;
    const found = await server.hover(uri, { line, character: 5 });
    assert.match(found?.text ?? "", /Rate limiting/);
    await server.heard<Logged>("window/logMessage", ({ message }) => message.includes("hostile.ts"));
    await assertAlive();
  });

  it("one line of a megabyte is answered", async () => {
    const text = `const data = "${"x".repeat(950_000)}";`;
    await server.open(uri, "javascript", text);
    assert.deepEqual(await server.pull(uri), []);
    assert.equal(await server.hover(uri, { line: 0, character: 900_000 }), undefined);
    await assertAlive();
  });

  it("binary content is neither hovered over nor checked", async () => {
    await server.open(uri, "typescript", randomBytes(200_000).toString("latin1"));
    assert.deepEqual(await server.pull(uri), []);
    for (const line of [0, 1, 50, 100_000]) await server.hover(uri, { line, character: 3 });
    await assertAlive();
  });

  it("an unknown language has hovers but no findings", async () => {
    const source = "!! rateLimiter !!\n";
    await server.open(uri, "no-such-language", source);
    assert.deepEqual(
      (await server.hover(uri, { line: 0, character: 5 }))?.range,
      rangeOf(source, "rateLimiter"),
    );
    assert.deepEqual(await server.pull(uri), []);
  });

  for (const [name, eol] of [
    ["CRLF", "\r\n"],
    ["CR alone", "\r"],
  ] as const) {
    it(`lines that end in ${name} have findings and hovers at the same places`, async () => {
      const source = `// rate limiter\n${withoutTimeout}`;
      await server.open(healthy, "typescript", source);
      await server.open(uri, "typescript", source.replaceAll("\n", eol));
      const expected = await server.pull(healthy);
      assert.equal(expected.length, 1);
      assert.deepEqual(
        (await server.pull(uri)).map(({ range }) => range),
        expected.map(({ range }) => range),
      );
      assert.deepEqual(
        (await server.hover(uri, { line: 0, character: 6 }))?.range,
        rangeOf(source, "rate limiter"),
      );
    });
  }

  it("surrogate pairs before a finding or a term do not shift it", async () => {
    const source = withoutTimeout.replace("return axios", "/* 🪣🚰 token bucket */ return axios");
    await server.open(uri, "typescript", source);
    const found = await server.pull(uri);
    assert.equal(found.length, 1);
    assert.match(textAt(source, found[0]!.range), /^axios/);
    const at = positionOf(source, "token bucket", 7);
    assert.deepEqual((await server.hover(uri, at))?.range, rangeOf(source, "token bucket"));
  });

  it("half a surrogate pair, and an edit through the middle of one, are survived", async () => {
    await server.open(uri, "typescript", `const half = "\ud83e";\n${withoutTimeout}`);
    assert.equal((await server.pull(uri)).length, 1);
    await server.change(uri, 2, [
      { range: { start: { line: 0, character: 14 }, end: { line: 0, character: 14 } }, text: "🪣" },
      { range: { start: { line: 0, character: 15 }, end: { line: 0, character: 16 } }, text: "" },
    ]);
    assert.equal((await server.pull(uri)).length, 1);
  });

  it("half-typed code keeps the findings of what is whole", async () => {
    for (let length = 0; length <= pythonWithoutTimeout.length; length += 7) {
      const half = "file:///shop/half.py";
      const text = pythonWithoutTimeout.slice(0, length);
      if (length === 0) await server.open(half, "python", text);
      else await server.change(half, length, [{ text }]);
      await server.pull(half);
    }
    const broken = `${withoutTimeout}\nexport function later( {\n  if (\n`;
    await server.open(uri, "typescript", broken);
    assert.deepEqual(
      (await server.pull(uri)).map(({ code }) => code),
      [rule],
    );
  });

  it("documents that were never opened, or are closed, are answered with nothing", async () => {
    assert.equal(await server.hover("file:///nowhere.ts", { line: 0, character: 0 }), undefined);
    assert.deepEqual(await server.pull("file:///nowhere.ts"), []);
    await server.change("file:///nowhere.ts", 2, [{ text: "x" }]);
    await server.open(uri, "typescript", withoutTimeout);
    await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    assert.deepEqual(await server.pull(uri), []);
    await assertAlive();
  });

  it("positions beyond the text are answered with nothing", async () => {
    await server.open(uri, "typescript", withoutTimeout);
    for (const position of [
      { line: 1_000_000, character: 0 },
      { line: 0, character: 1_000_000 },
    ]) {
      assert.equal(await server.hover(uri, position), undefined);
      await server.connection.sendRequest("textDocument/completion", {
        textDocument: { uri },
        position,
        context: { triggerKind: 1 },
      });
    }
    await assertAlive();
  });
});

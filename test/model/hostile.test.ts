/** Text that no careful person wrote: the model is whole, its offsets are right, nothing throws. */
import assert from "node:assert/strict";
import { ModelStore } from "../../server/model/modelStore.ts";
import { check, describeModel, modelOf } from "./describeModel.ts";
import { loadedParsers } from "./loadFromDisk.ts";

describe("hostile text", function () {
  this.timeout(20_000); // Some of it is long.

  it("half-typed code keeps what can be read", async () => {
    await check(
      "typescript",
      "const a = fetch(u);\nfunction f() {\n  api.get(\n}\nconst b = g(1);\n",
    ).imports();
    const calls = describeModel(
      await modelOf("typescript", "const a = fetch(u);\nfunction f() {\n  x.\n}\ng(1);\n"),
      "calls",
    );
    assert.ok(calls.includes("fetch: fetch(u)") && calls.includes("g: g(1)"), calls.join("\n"));
    const python = describeModel(
      await modelOf("python", "import requests\nrequests.get(u)\ndef f(:\n    x = \ng(1)\n"),
      "calls",
    );
    assert.ok(python.includes("requests.get: requests.get(u)"), python.join("\n"));
  });

  it("nesting of ten thousand is bounded", async () => {
    const deep = 10_000;
    for (const [id, text] of [
      ["typescript", `f(${"(".repeat(deep)}x${")".repeat(deep)});\ng();`],
      ["typescript", `${"[".repeat(deep)}`],
      ["javascript", `${"if (a) {".repeat(deep)}${"}".repeat(deep)}\ng();`],
      ["javascript", `x = ${"a + ".repeat(deep)}b;\ng();`],
      ["javascript", `x${".a()".repeat(deep)};\ng();`],
      ["python", `f(${"(".repeat(deep)}x${")".repeat(deep)})\ng()`],
      ["python", `x = ${"not ".repeat(deep)}y\ng()`],
      ["python", `x = ${"[".repeat(deep)}`],
    ] as const) {
      const model = await modelOf(id, text);
      if (text.includes("g()")) assert.equal(model.calls.at(-1)?.method, "g", `${id}: ${text.slice(0, 20)}`);
    }
  });

  it("a chain of ten thousand assignments is not followed to its end", async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `const a${i + 1} = a${i};`);
    const model = await modelOf("typescript", `const a0 = fetch;\n${lines.join("\n")}\na10000(u); a3(u);`);
    assert.deepEqual(
      model.calls.map(({ qualified }) => qualified),
      [undefined, "fetch"],
    );
  });

  it("offsets hold with a byte order mark, surrogate pairs, CRLF and lone CR", async () => {
    for (const [id, text] of [
      ["typescript", "\uFEFFconst s = '😀é';\r\nfetch(u);\rget('😀');\n"],
      ["python", "\uFEFFs = '😀é'\r\nfetch(u)\rget('😀')\n"],
    ] as const) {
      const model = await modelOf(id, text);
      assert.deepEqual(
        model.calls.map(({ span }) => text.slice(span.start, span.end)),
        ["fetch(u)", "get('😀')"],
        id,
      );
      assert.equal(text.slice(model.bindings[0]?.span.start, model.bindings[0]?.span.end), "s");
    }
  });

  it("lone surrogates, NUL, control characters, nothing at all", async () => {
    for (const text of [
      "",
      "\uD800",
      "f('\uDC00');",
      "a\0b",
      "\u0001\u0002",
      "\r",
      "\uFEFF",
      "`${",
      '"',
      "/*",
      "'''",
      "\\",
    ]) {
      for (const id of ["typescript", "typescriptreact", "javascript", "javascriptreact", "python"]) {
        assert.equal((await modelOf(id, text)).text, text);
      }
    }
  });

  it("edits that do not lead to the new text are not believed", async () => {
    const store = new ModelStore(await loadedParsers());
    await store.open("u", "typescript", "f(1);");
    assert.equal(store.model("u")?.calls.length, 1);
    store.change("u", [{ start: 0, end: 1, newText: "x" }], "a(); b(); c();");
    assert.equal(store.model("u")?.calls.length, 3);
    store.change("u", [{ start: 900, end: 9, newText: "" }], "a();");
    assert.equal(store.model("u")?.calls.length, 1);
    store.close("u");
    assert.equal(store.model("u"), undefined);
    store.change("u", [], "");
  });

  it("names of Object.prototype are names like any other", async () => {
    await check(
      "javascript",
      "function f(constructor) { return toString(constructor, __proto__.hasOwnProperty()); }",
    ).calls(
      "toString: toString(constructor, __proto__.hasOwnProperty())",
      "__proto__.hasOwnProperty: __proto__.hasOwnProperty()",
    );
    await check("python", "constructor = __proto__ = 1\nvalueOf(constructor)").calls(
      "valueOf: valueOf(constructor)",
    );
  });
});

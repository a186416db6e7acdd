import assert from "node:assert/strict";
import { adapters } from "../../server/languages/adapters.gen.ts";
import { buildModel, ModelStore } from "../../server/model/modelStore.ts";
import { createParsers, parserFiles, runtimeFile } from "../../server/model/parsers.ts";
import { readShapes } from "../../server/model/shapes.ts";
import { loadFromDisk } from "./loadFromDisk.ts";

const text = new TextEncoder();

describe("parsers", () => {
  it("load a grammar when its language is first seen", async () => {
    const asked: string[] = [];
    const parsers = await createParsers((file) => {
      asked.push(file);
      return loadFromDisk(file);
    });
    assert.deepEqual(asked, [runtimeFile]);
    assert.equal(buildModel(parsers, { uri: "u", languageId: "python", text: "f()" }), undefined);
    const ready = [parsers.ready("python"), parsers.ready("python")];
    assert.deepEqual(await Promise.all(ready), [true, true]);
    assert.deepEqual(asked, [runtimeFile, "tree-sitter-python.wasm", "python/facts.scm"]);
    assert.equal(buildModel(parsers, { uri: "u", languageId: "python", text: "f()" })?.calls.length, 1);
    assert.deepEqual(parsers.problems, []);
  });

  it("every file that may be asked for exists", async () => {
    for (const file of parserFiles()) assert.ok((await loadFromDisk(file)).length > 0, file);
  });

  it("a language without a grammar has no model and no problem", async () => {
    const parsers = await createParsers(loadFromDisk);
    assert.equal(await parsers.ready("cobol"), false);
    const store = new ModelStore(parsers);
    assert.equal(await store.open("u", "cobol", "MOVE A TO B."), false);
    assert.equal(store.model("u"), undefined);
    assert.deepEqual(parsers.problems, []);
  });

  it("a grammar that cannot be had disables its language, says so, and no other", async () => {
    const parsers = await createParsers((file) =>
      file === "tree-sitter-python.wasm" ? Promise.reject(new Error("no such file")) : loadFromDisk(file),
    );
    assert.equal(await parsers.ready("python"), false);
    assert.equal(await parsers.ready("python"), false);
    assert.deepEqual(parsers.problems, ["Rules are off for python: no such file"]);
    assert.equal(await parsers.ready("typescript"), true);
  });

  for (const [what, scm, message] of [
    [
      "a predicate",
      '((identifier) @name (#match? @name "x"))',
      "predicate #match? is outside the vocabulary of facts.scm",
    ],
    ["a node type that the grammar lacks", "(no_such_node) @name", "Bad node name 'no_such_node'"],
    ["a field that the grammar lacks", "(call nope: (_) @callee) @call", 'no field "nope"'],
    ["a fact that nothing lowers", "(identifier) @nmae", "nothing lowers the fact @nmae"],
    ["broken notation", "(identifier", "a parenthesis is not closed"],
  ] as const) {
    it(`${what} in facts.scm disables the language and says so`, async () => {
      const parsers = await createParsers(async (file) =>
        file.endsWith(".scm") ? text.encode(scm) : loadFromDisk(file),
      );
      assert.equal(await parsers.ready("python"), false);
      assert.equal(parsers.problems.length, 1);
      assert.ok(parsers.problems[0]?.startsWith(`Rules are off for python: ${message}`), parsers.problems[0]);
    });
  }

  it("bytes that are no runtime disable every language", async () => {
    const parsers = await createParsers(async () => text.encode("nothing"));
    // The runtime is one a process: where it has started before, it is the grammar that cannot be read.
    assert.equal(await parsers.ready("python"), false);
    assert.equal(parsers.problems.length, 1);
  });

  it("adapters bear the ids of their folders", () => {
    for (const { id, facts } of adapters) assert.ok(facts.length > 0 && /^[a-z]+$/.test(id));
  });
});

describe("facts.scm as a table", () => {
  const fields: Record<string, number> = { left: 1, right: 2 };
  const read = (source: string) => readShapes([source], (name) => fields[name]);

  it("names parts by field, type and token", () => {
    const shapes = read(
      '; note\n(a left: (_) @l right: (x) @r (y) @y (_) @any "async" @async "class") @fact.name',
    );
    assert.deepEqual(shapes.byType.get("a"), {
      fact: "fact.name",
      parts: [
        { role: "l", field: 1, type: undefined },
        { role: "r", field: 2, type: "x" },
        { role: "y", field: undefined, type: "y" },
        { role: "any", field: undefined, type: undefined },
        { role: "async", field: undefined, type: "async" },
      ],
    });
    assert.deepEqual([...shapes.tokens], ["async"]);
  });
  it("patterns of one type and fact add up; another fact replaces", () => {
    assert.deepEqual(read("(a left: (_) @l) @x (a right: (_) @r) @x").byType.get("a")?.parts.length, 2);
    assert.deepEqual(read("(a left: (_) @l) @x (a right: (_) @r) @y").byType.get("a")?.parts.length, 1);
  });
});

import assert from "node:assert/strict";
import { check, modelOf } from "./describeModel.ts";

const ts = (source: string) => check("typescript", source);
const py = (source: string) => check("python", source);

describe("constants fold", () => {
  it("numbers", () =>
    ts(`f(1_000, 0x10, 0b11, 1e3, 017, 10n, -5, +5, 5 * 1000, (2 + 3) * 4, 2 ** 3, 7 % 4, 1 / 0);`).calls(
      "f: f(1000, 16, 3, 1000, 15, 10, -5, 5, 5000, 20, 8, 3, (1 / 0))",
    ));
  it("Python's numbers", () =>
    py("f(1_000, 0x10, 0o17, 1e3, -5, 3.05, 7 // 2, 2j, True, None)").calls(
      "f: f(1000, 16, 15, 1000, -5, 3.05, 3, ?, true, null)",
    ));
  it("strings, joined and escaped", () =>
    ts("f('a' + \"b\", 'x' + 1, `c`, 'a\\n\\x41\\u{1F600}\\'');").calls(
      `f: f("ab", "x1", "c", ${JSON.stringify("a\nA😀'")})`,
    ));
  it("Python's strings, raw ones and bytes", () =>
    py(`f("a" 'b', r"\\n", "\\n\\x41\\q", b"x", """m""")`).calls(
      `f: f("ab", ${JSON.stringify("\\n")}, ${JSON.stringify("\nA\\q")}, "x", "m")`,
    ));
  it("texts have holes", async () => {
    await ts("f(`a${x}b${y.z}`, 'p' + q + 'r' + (1 + s));").calls("f: f(`a${x}b${y.z}`, `p${q}r${(1 + s)}`)");
    await py(`f(f"a{x!r:>{w}}b{{c}}{y.z}", f"{k}:" "d")`).calls("f: f(`a${?}b{c}${y.z}`, `${k}:d`)");
  });
});

describe("expressions", () => {
  it("objects, lists, spreads", () =>
    ts(`f({ a: 1, "b c": 2, [\`d\`]: 3, e, g() {}, ...rest }, { [k]: 1 }, [1, ...xs], ...args);`).calls(
      "f: f({a: 1, b c: 2, d: 3, e: e, g: function g, …}, {…}, [1, …], ...args)",
    ));
  it("Python's dicts, tuples, keyword arguments, stars", () =>
    py(`f({"a": 1, b: 2}, (1, 2), *args, timeout=(3, 5), **kw)`).calls(
      "f: f({a: 1, …}, [1, 2], ...args, timeout=[3, 5], ...kw)",
    ));
  it("a tagged template is a call of its text", () =>
    ts("sql`select ${x}`;").calls("sql: sql(`select ${x}`)"));
  it("a bare generator is an argument", () => py("sum(x for x in xs)").calls("sum: sum(?)"));
  it("casts, parentheses and non-null are seen through", () =>
    ts("(f as any)((x)!, <T>y, z satisfies Q);").calls("f: f(x, y, z)"));
  it("the place for another argument is known", async () => {
    const source = "f(a, b); new G; h( );";
    const model = await modelOf("typescript", source);
    const inside = model.calls.map(({ argumentsSpan: { start, end } }) => [
      source.slice(start, end),
      source.slice(0, end),
    ]);
    assert.deepEqual(inside, [
      ["a, b", "f(a, b"],
      ["", "f(a, b); new G"],
      [" ", "f(a, b); new G; h( "],
    ]);
  });
});

describe("operations", () => {
  it("know what they are used for", () =>
    ts(
      "const s = nodes[hash(k) % n]; const i = h % n; const t = `shard_${h % n}`; f(1, h % n); function g() { return h % n; } const a = () => h % n; (h % n) == 0;",
    ).operations(
      "(hash(k) % n): index of nodes",
      "(h % n): value of i",
      "(h % n): hole in `shard_${(h % n)}`",
      "(h % n): argument 1 of f()",
      "(h % n): returned by g",
      "(h % n): returned by a",
      "((h % n) == 0): other",
      "(h % n): other",
    ));
  it("Python's too", () =>
    py(
      's = nodes[hash(k) % N]\ni = h % N\nf(f"shard_{h % N}")\ndef g(): return h % N\na = lambda: h % N\nx = a < b and not c',
    ).operations(
      "(hash(k) % N): index of nodes",
      "(h % N): value of i",
      "(h % N): hole in `shard_${(h % N)}`",
      "(h % N): returned by g",
      "(h % N): returned by a",
      "((a < b) and ?): value of x",
      "(a < b): other",
    ));
});

describe("bindings", () => {
  it("kinds, types, exports, constancy", () =>
    ts(`
export const a: Map<string, X> = new Map(); export default function b() {}
let c = 1; c = 2; let d; var e = 3; class F { g?: string = "x"; }
const h = 1; export { h as i }; enum J { K }
`).bindings(
      "variable a = new Map() : Map<string, X> exported top",
      "function b = function b exported top",
      "variable c varies top",
      "variable d top",
      "variable e = 3 top",
      "class F top",
      "variable h = 1 exported top",
      "variable J top",
      'field g = "x" : string',
    ));
  it("CommonJS exports", () =>
    check(
      "javascript",
      "const a = 1, b = 2, c = 3, d = 4; module.exports = { a, z: b }; exports.c = c;",
    ).bindings(
      "variable a = 1 exported top",
      "variable b = 2 exported top",
      "variable c = 3 exported top",
      "variable d = 4 top",
    ));
  it("Python's __all__ exports", () =>
    py(`__all__ = ["a"]\na: dict[str, int] = {}\nb = 1`).bindings(
      `variable __all__ = ["a"] top`,
      "variable a = {} : dict[str, int] exported top",
      "variable b = 1 top",
    ));
  it("an augmented or repeated assignment leaves no initialiser", () =>
    py("a = 1\na += 1\nb = 1\nb = 2\nc = d = 3\n(e, f), *g = h").bindings(
      "variable a varies top",
      "variable b varies top",
      "variable c = 3 top",
      "variable d = 3 top",
      "variable e = h[0][0] top",
      "variable f = h[0][1] top",
      "variable g top",
    ));
});

describe("uses", () => {
  it("roles and keys", () =>
    ts(
      "const m = new Map(); m.set(k, v); m[k] = v; m[k] += 1; delete m[k]; m.x = 1; delete m.y; m[k]; m.size; m = n; f(m); m.a.b(); k in m;",
    ).uses(
      "m: receiver of set()",
      "m: element-write k",
      "m: element-write k",
      "m: element-delete k",
      'm: element-write "x"',
      'm: element-delete "y"',
      "m: element-read k",
      'm: member-read "size"',
      "m: write",
      "m: read",
      'm: member-read "a"',
      "m: read",
    ));
  it("Python's", () =>
    py(
      "c = {}\ndef f(k):\n    c[k] = 1\n    del c[k]\n    c.pop(k)\n    if k in c: return c[k]\n    c.x\n    return len(c)",
    ).uses(
      "c: element-write k",
      "c: element-delete k",
      "c: receiver of pop()",
      "c: read",
      "c: element-read k",
      'c: member-read "x"',
      "c: read",
      "k: read",
      "k: read",
      "k: read",
      "k: read",
      "k: read",
    ));
  it("fields have them too", () =>
    ts(
      "class A { c = new Map(); f(k) { this.c.set(k, 1); this.c[k] = 2; delete this.c[k]; return this.c.size; } }",
    ).uses(
      "k: read",
      "k: read",
      "k: read",
      "c: receiver of set()",
      "c: element-write k",
      "c: element-delete k",
      'c: member-read "size"',
    ));
  it("a shadowed name is another binding", () =>
    ts("const a = 1; { const a = 2; f(a); } f(a);").uses("a: read", "a: read"));
});

describe("the rest", () => {
  it("jumps and assignments", async () => {
    await ts(
      "function f() { for (;;) { if (a) break; else continue; } delay *= 2; i++; this.x = y; [p, q] = r; throw new E(); return b; }",
    ).jumps("break -", "continue -", "throw new E()", "return b");
    await ts("delay *= 2; i++; o.x = y; o[k] ||= 1; [p, q] = r;").assignments(
      "delay *= 2",
      "i += 1",
      "o.x = y",
      "o[k] ||= 1",
      "? = r",
    );
    await py("def f():\n    raise E from e\nx = y = 1\nx *= 2").jumps("throw E");
    await py("x = y = 1\nx *= 2").assignments("x = 1", "y = 1", "x *= 2");
  });
  it("imports and comments", async () => {
    await ts(
      `// one\nimport "a"; export * from "b"; import c, { d } from "node:c"; /* two */ f(/* three */ 1); // four`,
    ).imports("a", "b", "node:c");
    await ts(`// one\nf(/* three */ 1); // four`).comments("// one", "/* three */", "// four");
    await py(`# one\nimport a, b.c as d\nfrom .x import (y, # two\n  z)\nfrom q import *`).imports(
      "a",
      "b.c",
      ".x",
      "q",
    );
    await py(`# one\nx = 1  # two`).comments("# one", "# two");
  });
  it("JSX is looked into", () =>
    check(
      "typescriptreact",
      "const a = <Foo x={y} onClick={() => fetch(u)}>{xs.map((x) => <B key={get(x)} />)}</Foo>;",
    ).contexts("fetch: in function", "map: top", "get: in function, loop callback"));
});

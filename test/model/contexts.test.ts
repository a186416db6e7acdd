import { check } from "./describeModel.ts";

const ts = (source: string) => check("typescript", source);
const py = (source: string) => check("python", source);

describe("contexts", () => {
  it("the header of a loop is not in it; its body is", () =>
    ts(
      `for (const x of list()) a(x); for (let i = start(); i < end(); i += step()) b(i); while (more()) c(); do { d(); } while (again());`,
    ).contexts(
      "list: top",
      "a: loop each, top",
      "start: top",
      "end: top",
      "step: top",
      "b: loop count, top",
      "more: top",
      "c: loop while, top",
      "d: loop while, top",
      "again: top",
    ));
  it("after a loop, and in Python's else, the loop is over", () =>
    py("for x in xs():\n    a()\nelse:\n    b()\nc()").contexts(
      "xs: top",
      "a: loop each, top",
      "b: top",
      "c: top",
    ));
  it("callbacks of forEach, map and their kin are loops; the receiver is not in them", () =>
    ts(
      `load().map(async (x) => { await get(x); }); _.forEach(xs, (x) => put(x)); Array.from(ys, (y) => see(y));`,
    ).contexts(
      "map: top",
      "load: top",
      "get: in function, loop callback",
      "forEach: top",
      "put: in function, loop callback",
      "from: top",
      "see: in function, loop callback",
    ));
  it("Python's map with a lambda", () =>
    py("list(map(lambda x: get(x), xs()))").contexts(
      "list: top",
      "map: top",
      "get: in function, loop callback",
      "xs: top",
    ));
  it("comprehensions: the first iterable is outside, the rest inside", () =>
    py("[f(x) for y in a() if b(y) for x in c(y)]").contexts(
      "a: top",
      "b: loop comprehension, top",
      "c: loop comprehension, top",
      "f: loop comprehension, loop comprehension, top",
    ));
  it("a function registered in a loop is not repeated by it", () =>
    ts(`for (const r of routes) app.get(r, async () => { await query(r); });`).contexts(
      "get: loop each, top",
      "query: in function",
    ));
  it("a function that runs on the spot is", () =>
    ts(
      `for (const x of xs) { (() => a(x))(); await retry(() => b(x)); } ids.map((id) => limit(() => c(id)));`,
    ).contexts(
      ": loop each, top",
      "a: in function, loop each",
      "retry: loop each, top",
      "b: in function, loop each",
      "map: top",
      "limit: in function, loop callback",
      "c: in function, in function, loop callback",
    ));
  it("a try catches in its body, not in its handlers, not without any", () =>
    ts(`try { a(); } catch (e) { b(); } finally { c(); } try { d(); } finally { e(); }`).contexts(
      "a: try, top",
      "b: handler, top",
      "c: top",
      "d: top",
      "e: top",
    ));
  it("Python's try: else and finally are not caught", () =>
    py(
      "try:\n    a()\nexcept (A, b.B) as e:\n    b()\nexcept:\n    c()\nelse:\n    d()\nfinally:\n    e()",
    ).contexts("a: try, top", "b: handler, top", "c: handler, top", "d: top", "e: top"));
  it("handlers say what they catch", () =>
    py("try:\n    a()\nexcept (A, b.B) as e:\n    b()\nexcept* C:\n    c()\nexcept:\n    d()").tries(
      "try [A, b.B] [C] []",
    ));
  it("a try does not catch what a callback does later", () =>
    ts(`try { setTimeout(() => a(), 1); await Promise.all(xs.map((x) => b(x))); } catch {}`).contexts(
      "setTimeout: try, top",
      "a: in function",
      "all: try, top",
      "map: try, top",
      "b: in function, loop callback, try",
    ));
  it("functions, classes, and when code runs", () =>
    ts(
      `class A { static s = a(); f = b(); m() { c(); } } const o = { async h() { d(); } }; function g(x = e()) { f(); }`,
    ).contexts("a: class A, top", "b: class A", "c: in m, class A", "d: in h", "e: in g", "f: in g"));
  it("Python evaluates defaults and decorators outside", () =>
    py("@deco(a())\ndef f(x=b()):\n    c()\nclass A:\n    d()\n    def m(self): e()").contexts(
      "deco: top",
      "a: top",
      "b: top",
      "c: in f",
      "d: class A, top",
      "e: in m, class A",
    ));
  it("awaited: directly, in TypeScript with type arguments, by async with and async for", async () => {
    await ts(
      `async function f() { await a(); await b<T>(x); await c.d<T>(x).e(); (await g<T>()).h(); }`,
    ).calls(
      "a: await a()",
      "b: await b(x)",
      "c.d().e: await c.d(x).e()",
      "c.d: c.d(x)",
      "g().h: await g().h()",
      "g: await g()",
    );
    await ts(`!a<T>(x); if (!(await b.c<T>(x)).d<U>()) y; delete e<T>(x).f;`).calls(
      "a: a(x)",
      "b.c().d: await b.c(x).d()",
      "b.c: await b.c(x)",
      "e: e(x)",
    );
    await py(
      "async def f():\n    await a()\n    async with b() as x: pass\n    async for y in c(): pass",
    ).calls("a: await a()", "b: await b()", "c: await c()");
  });
});

describe("functions", () => {
  it("take the name of what they are assigned to", () =>
    ts(
      `const a = () => 1; b.c = function () {}; x = { d: async () => {}, e() {} }; class F { g = () => 1; async h(p, { q }, ...r) {} }`,
    ).functions("a()", "c()", "async d()", "e()", "g()", "async h(p, q, r)"));
  it("know the call they are given to", () =>
    ts(`app.get("/x", async (req, res) => {}); new Promise((resolve) => {});`).functions(
      "async function(req, res) for get()",
      "function(resolve) for Promise()",
    ));
  it("know their decorators", async () => {
    await py(`@app.get("/x")\n@cached\nasync def f(a, *b, c: int = 1, **d): pass`).functions(
      `async f(a, b, c, d) @app.get("/x") @cached`,
    );
    await ts(`class A { @Get("x") @B async m(@Body() b: X) {} }`).functions(`async m(b) @Get("x") @B`);
  });
});

describe("loops", () => {
  it("say what repeats, over what, how often", () =>
    ts(`
const regions = ["a", "b"]; const tries = 3;
for (const { id, n: [k] } of rows) x;
for (const r of regions) x;
for (let i = 0; i < tries; i++) x;
for (let i = 10; i > 0; i -= 2) x;
for (;;) x;
while (true) x;
for (const k in o) x;
[1, 2, 3].forEach((n) => x);
`).loops(
      "each id, k over rows | x;",
      "each r over regions ×2 | x;",
      "count i while (i < tries) ×3 | x;",
      "count i while (i > 0) ×5 | x;",
      "while | x;",
      "while while true | x;",
      "each k over o | x;",
      "callback n over [1, 2, 3] ×3 | x",
    ));
  it("Python's, with range", () =>
    py(
      "N = 3\nfor i in range(N): a\nfor i in range(1, 10, 2): a\nfor i, x in enumerate(xs): a\nwhile True: a\n[a for x in (1, 2)]",
    ).loops(
      "count i over range(N) ×3 | a",
      "count i over range(1, 10, 2) ×5 | a",
      "each i, x over enumerate(xs) | a",
      "while while true | a",
      "comprehension x over [1, 2] ×2 | a",
    ));
  it("a list that grows has no known length", () =>
    ts(`const xs = [1]; xs.push(2); for (const x of xs) y;`).loops("each x over xs | y;"));
});

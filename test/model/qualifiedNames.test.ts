import { check } from "./describeModel.ts";

const ts = (source: string) => check("typescript", source);
const js = (source: string) => check("javascript", source);
const py = (source: string) => check("python", source);

describe("qualified callees: ECMAScript imports", () => {
  it("a default import is the module", () =>
    ts(`import axios from "axios"; axios.get(u);`).calls("axios.get: axios.get(u)"));
  it("a renamed default import is the module", () =>
    ts(`import { default as http } from "axios"; http.get(u);`).calls("axios.get: http.get(u)"));
  it("a namespace import is the module", () =>
    ts(`import * as r from "got"; r.get(u);`).calls("got.get: r.get(u)"));
  it("a named import is a member", () =>
    ts(`import { Pool } from "pg"; new Pool();`).calls("pg.Pool: new Pool()"));
  it("a renamed import keeps its own name", () =>
    ts(`import { Pool as P } from "pg"; new P();`).calls("pg.Pool: new P()"));
  it("default, namespace and names together", () =>
    ts(`import a, * as b from "m"; import c, { d } from "n"; a(); b.x(); c(); d();`).calls(
      "m: a()",
      "m.x: b.x()",
      "n: c()",
      "n.d: d()",
    ));
  it("the member default of a module is the module", () =>
    ts(`import * as a from "axios"; a.default.get(u);`).calls("axios.get: a.default.get(u)"));
  it("import = require", () =>
    ts(`import fs = require("fs"); fs.readFileSync(p);`).calls("fs.readFileSync: fs.readFileSync(p)"));
  it("the scheme of Node's modules is dropped", () =>
    ts(`import { get } from "node:http"; get(u);`).calls("http.get: get(u)"));
  it("scoped and relative modules keep their names", () =>
    ts(
      `import { PrismaClient } from "@prisma/client"; import { db } from "./db"; new PrismaClient(); db.q();`,
    ).calls("@prisma/client.PrismaClient: new PrismaClient()", "./db.db.q: db.q()"));
  it("a dynamic import is not resolved", () =>
    js(`const a = await import("axios"); a.get(u);`).calls(`?: await ?("axios")`, "?: a.get(u)"));
});

describe("qualified callees: require", () => {
  it("of a module", () =>
    js(`const axios = require("axios"); axios.get(u);`).calls(
      `require: require("axios")`,
      "axios.get: axios.get(u)",
    ));
  it("with destructuring and renaming", () =>
    js(`const { Pool, Client: C } = require("pg"); new Pool(); new C();`).calls(
      `require: require("pg")`,
      "pg.Pool: new Pool()",
      "pg.Client: new C()",
    ));
  it("of a member", () =>
    js(`const P = require("pg").Pool; new P();`).calls(`require: require("pg")`, "pg.Pool: new P()"));
  it("called in place", () =>
    js(`require("debug")("app");`).calls(`debug: require("debug")("app")`, `require: require("debug")`));
  it("makes the variable an import, and the module one of the file", async () => {
    await js(`const axios = require("node:http");`).bindings(
      `import axios from http = require("node:http") top`,
    );
    await js(`const axios = require("node:http");`).imports("node:http");
  });
  it("not when require is somebody's own", () =>
    js(`function f(require) { require("a").b(); }`).calls(`?: require("a").b()`, `?: require("a")`));
});

describe("qualified callees: values", () => {
  it("an instance made by a call", () =>
    ts(`import axios from "axios"; const api = axios.create({ timeout: 500 }); api.get(u);`).calls(
      "axios.create: axios.create({timeout: 500})",
      "axios.create().get: api.get(u)",
    ));
  it("knows the expression that made the receiver", () =>
    ts(
      `import axios from "axios"; const api = axios.create({ timeout: 500 }); const b = api; b.get(u);`,
    ).origins("create: axios", "get: axios.create({timeout: 500})"));
  it("new with a member", () =>
    ts(`import pg from "pg"; const p = new pg.Pool(); p.query(q);`).calls(
      "pg.Pool: new pg.Pool()",
      "pg.Pool().query: p.query(q)",
    ));
  it("through await, non-null and casts", () =>
    ts(`import { Pool } from "pg"; const c = (await new Pool().connect())! as any; c.query(q);`).calls(
      "pg.Pool().connect: await new Pool().connect()",
      "pg.Pool: new Pool()",
      "pg.Pool().connect().query: c.query(q)",
    ));
  it("through destructuring", () =>
    ts(`import axios from "axios"; const { get, x: { post } } = axios; get(u); post(u);`).calls(
      "axios.get: get(u)",
      "axios.x.post: post(u)",
    ));
  it("not through a default value", () =>
    ts(`import axios from "axios"; const { get = fetch } = axios; get(u);`).calls("?: get(u)"));
  it("holes in a list pattern count", () =>
    ts(`const [, second] = make(); second.go();`).bindings("variable second = make()[1] top"));
  it("a string index is a member", () =>
    ts(`db["users"].find();`).calls(`db.users.find: db["users"].find()`));
  it("a global stays as written", () =>
    ts(`fetch(u); window.fetch(u);`).calls("fetch: fetch(u)", "window.fetch: window.fetch(u)"));
  it("optional chaining is a member", () =>
    ts(`import a from "axios"; a?.get?.(u);`).calls("axios.get: a.get(u)"));
  it("a variable assigned twice is not known", () => ts(`let f = fetch; f = other; f(u);`).calls("?: f(u)"));
  it("a variable assigned once, later, is known", () => ts(`let f; f = fetch; f(u);`).calls("fetch: f(u)"));
  it("a name that stands for itself does not hang", () =>
    ts(`const a = b; const b = a; a.x();`).calls("?: a.x()"));
});

describe("qualified callees: shadowing", () => {
  it("a parameter", () =>
    ts(`import axios from "axios"; function f(axios) { axios.get(u); }`).calls("?: axios.get(u)"));
  it("a destructured parameter", () => ts(`const f = ({ fetch }) => fetch(u);`).calls("?: fetch(u)"));
  it("an inner const, only in its block", () =>
    ts(`{ const fetch = () => 1; fetch(u); } fetch(v);`).calls("?: fetch(u)", "fetch: fetch(v)"));
  it("a catch variable", () => ts(`try { x; } catch (fetch) { fetch(u); }`).calls("?: fetch(u)"));
  it("a var is hoisted to its function", () =>
    ts(`function f() { fetch(u); if (x) { var fetch = y; } } fetch(v);`).calls(
      "y: fetch(u)",
      "fetch: fetch(v)",
    ));
  it("a function declared below", () => ts(`fetch(u); function fetch(x) {}`).calls("?: fetch(u)"));
  it("a loop variable", () =>
    ts(`for (const fetch of fs) fetch(u); fetch(v);`).calls("?: fetch(u)", "fetch: fetch(v)"));
  it("a function expression's own name", () =>
    ts(`const g = function fetch() { fetch(u); }; fetch(v);`).calls("?: fetch(u)", "fetch: fetch(v)"));
  it("a class", () => ts(`class Pool {} new Pool();`).calls("?: new Pool()"));
  it("a declared global of TypeScript is no global of ours", () =>
    ts(`declare function fetch(u: string): void; fetch(u);`).calls("?: fetch(u)"));
});

describe("qualified callees: fields", () => {
  it("a field assigned in the constructor", () =>
    ts(
      `import axios from "axios"; class A { constructor() { this.http = axios.create(); } go() { return this.http.get(u); } }`,
    ).calls("axios.create: axios.create()", "axios.create().get: this.http.get(u)"));
  it("a field used above its assignment", () =>
    js(`class A { go() { this.q.run(); } constructor() { this.q = new Queue(); } }`).calls(
      "Queue().run: this.q.run()",
      "Queue: new Queue()",
    ));
  it("a field with an initialiser, private ones too", () =>
    ts(`class A { private http = make(); #db = open(); go() { this.http.x(); this.#db.y(); } }`).calls(
      "make: make()",
      "open: open()",
      "make().x: this.http.x()",
      "open().y: this.#db.y()",
    ));
  it("inside arrow functions, not inside functions with a this of their own", () =>
    ts(
      `class A { f = make(); go() { xs.forEach(() => this.f.a()); xs.forEach(function () { this.f.b(); }); } }`,
    ).calls(
      "make: make()",
      "xs.forEach: xs.forEach(function)",
      "make().a: this.f.a()",
      "xs.forEach: xs.forEach(function)",
      "?: this.f.b()",
    ));
  it("not when assigned twice, injected or inherited", () =>
    ts(
      `class A extends B { f = a(); constructor(private g: G) { super(); this.f = b(); } go() { this.f.x(); this.g.x(); this.h.x(); } }`,
    ).calls("a: a()", "?: ?()", "b: b()", "?: this.f.x()", "?: this.g.x()", "?: this.h.x()"));
  it("a field of one class is not that of another", () =>
    ts(`class A { f = a(); } class B { go() { this.f.x(); } }`).calls("a: a()", "?: this.f.x()"));
  it("Python: self, the class body, the class's name", () =>
    py(`
import requests
class A:
    pool = requests.Session()
    def __init__(self):
        self.session = requests.Session()
    async def go(self):
        self.session.get(u)
        self.pool.get(u)
        A.pool.post(u)
    @staticmethod
    def no(self):
        self.session.get(u)
`).calls(
      "requests.Session: requests.Session()",
      "requests.Session: requests.Session()",
      "requests.Session().get: self.session.get(u)",
      "requests.Session().get: self.pool.get(u)",
      "requests.Session().post: A.pool.post(u)",
      "?: self.session.get(u)",
    ));
});

describe("qualified callees: Python", () => {
  it("import, as, dotted", () =>
    py(
      "import requests\nimport numpy as np\nimport urllib.request\nimport a.b as c\nrequests.get(u)\nnp.zeros(3)\nurllib.request.urlopen(u)\nc.d()",
    ).calls(
      "requests.get: requests.get(u)",
      "numpy.zeros: np.zeros(3)",
      "urllib.request.urlopen: urllib.request.urlopen(u)",
      "a.b.d: c.d()",
    ));
  it("from, as, relative", () =>
    py(
      "from requests import get as g, post\nfrom .cache import put\nfrom . import db\nfrom ..x.y import z\ng(u)\npost(u)\nput(k)\ndb.q()\nz()",
    ).calls(
      "requests.get: g(u)",
      "requests.post: post(u)",
      ".cache.put: put(k)",
      ".db.q: db.q()",
      "..x.y.z: z()",
    ));
  it("with and async with", () =>
    py(
      "import requests, httpx\nasync def f():\n    with requests.Session() as s:\n        s.get(u)\n    async with httpx.AsyncClient() as c, d():\n        await c.get(u)",
    ).calls(
      "requests.Session: requests.Session()",
      "requests.Session().get: s.get(u)",
      "httpx.AsyncClient: await httpx.AsyncClient()",
      "d: await d()",
      "httpx.AsyncClient().get: await c.get(u)",
    ));
  it("a fallback import of the same thing, or to nothing, is still that import", () =>
    py("try:\n    import requests\nexcept ImportError:\n    requests = None\nrequests.get(u)").calls(
      "requests.get: requests.get(u)",
    ));
  it("two different imports under one name are not known", () =>
    py("try:\n    import simplejson as json\nexcept ImportError:\n    import json\njson.loads(s)").calls(
      "?: json.loads(s)",
    ));
  it("shadowing by parameters, assignments anywhere in the function, comprehension variables, loops", () =>
    py(`
import requests
def a(requests): requests.get(1)
def b():
    requests.get(2)
    requests = x
def c(): return [requests.get(3) for requests in xs] + requests.get(4)
def d():
    for requests in xs: requests.get(5)
lambda requests: requests.get(6)
`).calls(
      "?: requests.get(1)",
      "x.get: requests.get(2)",
      "?: requests.get(3)",
      "requests.get: requests.get(4)",
      "?: requests.get(5)",
      "?: requests.get(6)",
    ));
  it("global writes to the module's name", () =>
    py(
      "import redis\nclient = None\ndef connect():\n    global client\n    client = redis.Redis()\ndef get(k):\n    return client.get(k)",
    ).bindings(
      "import redis from redis top",
      "variable client varies top",
      "function connect = function connect top",
      "function get = function get top",
      "parameter k",
    ));
  it("a class body's names are not its methods' names", () =>
    py("class A:\n    open = 1\n    def f(self): open(p)").calls("open: open(p)"));
  it("a function in a loop or a try is the module's", () =>
    py("for x in y:\n    def f(): pass\nf()").calls("?: f()"));
  it("walrus binds around the comprehension", () =>
    py("def f():\n    xs = [y := make(x) for x in z]\n    y.go()").calls(
      "make: make(x)",
      "make().go: y.go()",
    ));
  it("match binds what it captures", () =>
    py(
      "match cmd:\n    case Point(x=0, y=open) if open(1): open(2)\n    case [get, *rest]: get(3)\n    case A.B: fetch(4)",
    ).calls("?: open(1)", "?: open(2)", "?: get(3)", "fetch: fetch(4)"));
});

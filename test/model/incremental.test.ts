/** An incrementally kept model equals one built afresh, whatever is typed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { ModelStore } from "../../server/model/modelStore.ts";
import type { Parsers } from "../../server/model/parsers.ts";
import { built } from "./describeModel.ts";
import { loadedParsers } from "./loadFromDisk.ts";

const uri = "file:///src/file";

const scripts: Record<string, readonly string[]> = {
  typescript: [
    'import axios from "axios";\n',
    "const api = axios.create({ timeout: 500 });\n",
    "export async function get<T>(id: string): Promise<T> {\n  for (const x of await list()) await api.get<T>(`/u/${id}`);\n}\n",
    "class A {\n  private http = make();\n  go() { return this.http.get(1); }\n}\n",
    "try { f(); } catch (e) { g(e); }\r\n",
    "const shard = nodes[hash(key) % nodes.length]; // pick\n",
    "xs.forEach((x) => { cache.set(x, 1); });\r",
    "const s = 'é😀';\n",
  ],
  javascriptreact: [
    'const { Pool } = require("pg");\n',
    "const C = () => <B onClick={() => fetch(u)}>{xs.map((x) => <D k={x} />)}</B>;\n",
    "module.exports = { C };\n",
    "var a = b ? c : d, e = `x${a}`;\n",
    "label: while (true) { if (a) break label; }\r\n",
  ],
  python: [
    "import requests as r\n",
    "N = 8\n",
    "class A(B):\n    s = r.Session()\n    def go(self, u):\n        return [self.s.get(x) for x in u]\n",
    "async def f(k):\n    async with c() as d:\n        cache[k] = await d.get(f'{k}:{N}')\n",
    "for i in range(3):\n\ttry:\n\t\tg(i)\n\texcept (E, F) as e:\n\t\tcontinue\n",
    "@deco\r\ndef h(a, *b, c=1): pass\r\n",
    "x = {'é😀': 1} # note\r",
  ],
};

const scraps = [
  "(",
  ")",
  "{",
  "}",
  "[",
  '"',
  "'",
  "`",
  ":",
  "\n",
  "\r",
  "\r\n",
  "  ",
  "\t",
  ".",
  ",",
  "=",
  "a",
  "é",
  "😀",
  "await ",
  "return ",
  "for ",
  "def ",
  "class ",
  "//",
  "#",
  "/*",
  "\uD800",
];

interface Typing {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

function typing(pieces: readonly string[]): fc.Arbitrary<Typing> {
  return fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(80)),
    inserted: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...scraps) }, fc.constantFrom("", ...pieces)),
  });
}

function play(
  parsers: Parsers,
  languageId: string,
  start: string,
  typings: readonly (readonly Typing[])[],
): void {
  const store = new ModelStore(parsers);
  void store.open(uri, languageId, start);
  let text = start;
  for (const burst of [[], ...typings]) {
    const edits = burst.map(({ at, removed, inserted }) => {
      const from = Math.floor(at * text.length);
      const edit = { start: from, end: Math.min(text.length, from + removed), newText: inserted };
      text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
      return edit;
    });
    if (edits.length > 0) store.change(uri, edits, text);
    assert.deepStrictEqual(store.model(uri), built(parsers, { uri, languageId, text }));
  }
  store.close(uri);
}

describe("an incremental model", () => {
  for (const [languageId, pieces] of Object.entries(scripts)) {
    it(`equals a fresh one: ${languageId}`, async function () {
      this.timeout(60_000);
      const parsers = await loadedParsers();
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }),
          fc.array(fc.array(typing(pieces), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 8 }),
          (start, typings) => play(parsers, languageId, start.join(""), typings),
        ),
        { numRuns: Number(process.env.MODEL_RUNS ?? 120) },
      );
    });
  }
});

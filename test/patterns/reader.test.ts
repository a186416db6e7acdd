/** The reader of a pattern's folder: what it takes from the files, and that each fault is named where it stands. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { readPattern } from "../../server/content/pattern.ts";
import { cutSource } from "../../server/content/patternSource.ts";
import { snippetText } from "../../server/features/insertion/snippetText.ts";
import { stripTypes } from "../dev/generateJavaScript.ts";
import { expandSnippet } from "./expandSnippet.ts";
import { shippedPatterns } from "./inserted.ts";

const sections = ["What", "When", "When not", "How it fails"];
const page = `---
name: Box
prefixes: [box]
summary: Holds one thing.
terms: [cache]
tabStops:
  typescript: [Box]
  python: [Box]
  java: [Box]
  go: [Box]
---

${sections.map((title) => `## ${title}\n\nText.\n`).join("\n")}`;

const files: Readonly<Record<string, string>> = {
  "pattern.md": page,
  "pattern.ts":
    'import { a,\n  b } from "m";\n// designwise:begin\nclass Box {}\n// designwise:end\nexport { Box };\n',
  "pattern.js": "// designwise:begin\nclass Box {}\n// designwise:end\n",
  "pattern.py":
    "import os\nfrom a import (\n    b,\n    c,\n)\n# designwise:begin\nclass Box:\n    pass\n# designwise:end\n",
  "Box.java": "import java.util.Map;\n// designwise:begin\nfinal class Box {}\n// designwise:end\n",
  "pattern.go":
    'package box\n\nimport (\n\t"fmt"\n\tr "math/rand"\n)\n\n// designwise:begin\n\ntype Box struct{}\n\n// designwise:end\n',
  "check.ts": "class Box {}\n",
};

function read(changes: Readonly<Record<string, string | undefined>> = {}) {
  const all = Object.entries({ ...files, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return readPattern(new Map(all.map(([file, text]) => [`snippets/box/${file}`, text])), "snippets/box");
}

function checkProblem(
  changes: Readonly<Record<string, string | undefined>>,
  where: string,
  message: RegExp,
): void {
  const found = read(changes).problems.map((one) => `${one.file}:${one.line + 1} ${one.message}`);
  assert.equal(found.length, 1, found.join("\n"));
  assert.ok(found[0]?.startsWith(`snippets/box/${where} `), found[0]);
  assert.match(found[0] ?? "", message);
}

const changed = (file: string, from: string, to: string): Readonly<Record<string, string>> => {
  const text = files[file]?.replace(from, to);
  assert.ok(text !== undefined && text !== files[file], `${from} is not in ${file}`);
  return { [file]: text };
};

describe("the reader of patterns", () => {
  it("takes code, imports and tab stops from the source files", () => {
    const { value, problems } = read();
    assert.deepEqual(problems, []);
    assert.deepEqual(
      value?.code.map(({ language, code, imports, tabStops }) => [language, code, imports, tabStops.length]),
      [
        ["typescript", "class Box {}", ['import { a, b } from "m";'], 1],
        ["javascript", "class Box {}", [], 1],
        ["python", "class Box:\n    pass", ["import os", "from a import b, c"], 1],
        ["java", "final class Box {}", ["import java.util.Map;"], 1],
        ["go", "type Box struct{}", ['import "fmt"', 'import r "math/rand"'], 1],
      ],
    );
  });

  it("names each fault where it stands", () => {
    checkProblem(
      changed("pattern.md", "python: [Box]", "python: [Bxo]"),
      "pattern.md:8",
      /matches nothing.*"Box"/,
    );
    checkProblem(changed("pattern.md", "java: [Box]", "jawa: [Box]"), "pattern.md:9", /Unknown key.*"java"/);
    checkProblem(
      changed("pattern.md", "prefixes: [box]", "prefixes: [Box, box]"),
      "pattern.md:3",
      /lower-case/,
    );
    checkProblem(changed("pattern.md", "## When not", "## Never"), "pattern.md:12", /in this order/);
    checkProblem(changed("pattern.py", "# designwise:end\n", ""), "pattern.py:6", /designwise:end/);
    checkProblem(
      changed("pattern.ts", "class Box", "export class Box"),
      "pattern.ts:4",
      /below the end mark/,
    );
    checkProblem({ "Other.java": files["Box.java"] }, "Other.java:1", /already/);
    checkProblem({ "pattern.go": undefined }, "pattern.md:1", /no go source/);
  });

  it("needs a page, and survives anything in it", () => {
    assert.equal(read({ "pattern.md": undefined }).value, undefined);
    const noise = fc.array(
      fc.constantFrom("---\n", "name: a\n", "tabStops: [", "designwise:begin\n", "{", "\r", "😀", "\0"),
    );
    fc.assert(
      fc.property(noise, noise, (front, code) => {
        const { problems } = read({ "pattern.md": front.join(""), "pattern.ts": code.join("") });
        assert.ok(problems.length > 0);
      }),
    );
  });

  it("matches tab stops on whole words, and opens the first of them", () => {
    const stops = [
      { index: 1, token: "Ring" },
      { index: 2, token: "1" },
    ];
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is the syntax of snippets too.
    assert.equal(
      snippetText("class Ring { String a = b$1 + `${c}\\n` + 1; } // Ring", stops),
      "class ${1:Ring} { String a = b\\$1 + `\\${c\\}\\\\n` + ${2:1}; \\} // ${1}",
    );
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: end of the example.
  });

  it("writes snippets that expand to the code itself", () => {
    for (const { pattern } of shippedPatterns()) {
      for (const { code, tabStops } of pattern.code)
        assert.equal(expandSnippet(snippetText(code, tabStops)), code);
    }
    fc.assert(fc.property(fc.string(), (text) => assert.equal(expandSnippet(snippetText(text, [])), text)));
  });

  it("takes the common indentation off", () => {
    const cut = cutSource(
      "class A {\n    // designwise:begin\n    int a;\n\n      int b;\n    // designwise:end\n}\n",
      "java",
    );
    assert.equal("code" in cut && cut.code, "int a;\n\n  int b;");
  });
});

describe("the JavaScript of patterns", () => {
  it("keeps what interfaces say", () => {
    const typeScript = `/** Options. */
interface Options<K> {
  /** How
   * long. */
  readonly ttlMs?: number;
  load(key: K): Promise<string>;
}

const f = (a: Options<string>): number => a.ttlMs ?? 1;
`;
    const expected = `/**
 * Options.
 * @template K
 * @typedef {object} Options
 * @property {number} [ttlMs] How long.
 * @property {(key: K) => Promise<string>} load
 */


const f = (a) => a.ttlMs ?? 1;
`;
    assert.equal(stripTypes(typeScript), expected);
  });
});

describe("the patterns that ship", () => {
  for (const { pattern } of shippedPatterns()) {
    it(`${pattern.id} is short enough to be read`, () => {
      for (const { language, code } of pattern.code) {
        const lines = code.split("\n");
        assert.ok(lines.length <= 175, `${language} has ${lines.length} lines`);
        for (const line of lines) {
          // In JavaScript, a property's text stands on one line.
          if (!line.startsWith(" * @property")) assert.ok(line.length <= 120, `${language}: ${line}`);
        }
      }
    });
  }
});

/** Where a pattern's code goes: at the caret where a declaration may stand, else behind the declaration around it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { patternLanguages } from "../../server/content/pattern.ts";
import type { PatternLanguage } from "../../server/content/types.ts";
import { onlyCursor, parseMarked } from "../support/markedSource.ts";
import { inserted } from "./inserted.ts";
import { samplePattern } from "./samplePattern.ts";

/** Without imports: their tests are beside. */
const bare = { imports: [] };
const pattern = samplePattern({ typescript: bare, javascript: bare, python: bare, java: bare, go: bare });

function checkPlace(language: PatternLanguage, before: string, after: string, indent?: string): void {
  const marked = parseMarked(before);
  const options = { language, offset: onlyCursor(marked), ...(indent === undefined ? {} : { indent }) };
  assert.equal(inserted(pattern, marked.text, options), after);
}

const ts = "class Box {\n  #size = 1;\n}";
const py = "class Box:\n    size = 1";
const java = "final class Box {\n    int size = 1;\n}";
const go = "type Box struct {\n\tsize int\n}";

describe("where a pattern goes", () => {
  it("fills an empty document", () => {
    checkPlace("typescript", "«|»", `${ts}\n`);
    checkPlace("python", "«|»", `${py}\n`);
  });

  it("sets itself off by blank lines", () => {
    checkPlace("typescript", "const a = 1;\n«|»\nconst b = 2;\n", `const a = 1;\n\n${ts}\n\nconst b = 2;\n`);
    checkPlace(
      "typescript",
      "const a = 1;\n\n«|»\n\nconst b = 2;\n",
      `const a = 1;\n\n${ts}\n\nconst b = 2;\n`,
    );
    checkPlace("python", "a = 1\n«|»\nb = 2\n", `a = 1\n\n\n${py}\n\n\nb = 2\n`);
  });

  it("takes the indentation of a function body, and of the document", () => {
    checkPlace(
      "typescript",
      "function f() {\n    «|»\n}\n",
      "function f() {\n    class Box {\n        #size = 1;\n    }\n}\n",
    );
    checkPlace(
      "javascript",
      "f(() => {\n\t«|»\n});\n",
      "f(() => {\n\tclass Box {\n\t\t#size = 1;\n\t}\n});\n",
    );
    checkPlace(
      "python",
      "def f():\n  «|»\n  return 1\n",
      "def f():\n  class Box:\n    size = 1\n\n  return 1\n",
    );
    checkPlace("typescript", "«|»", "class Box {\n\t#size = 1;\n}\n", "\t");
  });

  it("goes behind a class or interface, not into it", () => {
    for (const head of ["class A {", "export default class extends B {", "interface A {", "enum A {"]) {
      checkPlace("typescript", `${head}\n  «|»\n}\nf();\n`, `${head}\n  \n}\n\n${ts}\n\nf();\n`);
    }
    checkPlace("java", "class A {\n    «|»\n}\n", `class A {\n    \n}\n\n${java}\n`);
    checkPlace("python", "class A:\n    «|»\n    b = 1\n", `class A:\n    \n    b = 1\n\n\n${py}\n`);
  });

  it("goes behind a method or function where the language wants it at the top", () => {
    checkPlace(
      "java",
      "class A {\n    void f() {\n        «|»\n    }\n}\n\nclass C {}\n",
      `class A {\n    void f() {\n        \n    }\n}\n\n${java}\n\nclass C {}\n`,
    );
    checkPlace("go", "package a\n\nfunc f() {\n\t«|»\n}\n", `package a\n\nfunc f() {\n\t\n}\n\n${go}\n`);
  });

  it("goes behind an expression that is not finished", () => {
    checkPlace("typescript", "const a = f(\n  «|»\n);\n", `const a = f(\n  \n);\n\n${ts}\n`);
    checkPlace("typescript", "const a =\n«|»\n  1;\n", `const a =\n\n  1;\n\n${ts}\n`);
    checkPlace("typescript", "const a = {\n  «|»\n};\n", `const a = {\n  \n};\n\n${ts}\n`);
    checkPlace(
      "typescript",
      "function f(\n  «|»\n): void {\n}\n",
      `function f(\n  \n): void {\n}\n\n${ts}\n`,
    );
    checkPlace("typescript", "a\n«|»\n  .b();\n", `a\n\n  .b();\n\n${ts}\n`);
    checkPlace("python", "a = f(\n    «|»\n)\nb = 1\n", `a = f(\n    \n)\n\n\n${py}\n\n\nb = 1\n`);
  });

  it("goes behind the line it is asked for when that holds code", () => {
    checkPlace("typescript", "const a = «|»1;\nconst b = 2;\n", `const a = 1;\n\n${ts}\n\nconst b = 2;\n`);
    checkPlace("typescript", "class A «|»{\n  b = 1;\n}", `class A {\n  b = 1;\n}\n\n${ts}\n`);
    checkPlace("python", "def f(«|»):\n    return 1\n", `def f():\n    return 1\n\n\n${py}\n`);
    checkPlace("java", "class A\n{«|»\n}\n", `class A\n{\n}\n\n${java}\n`);
  });

  it("leaves comments, annotations and decorators with what they belong to", () => {
    checkPlace(
      "typescript",
      "/** «|»About f. */\nfunction f() {}\n",
      `/** About f. */\nfunction f() {}\n\n${ts}\n`,
    );
    checkPlace("java", "@Entity\n«|»\nclass A {}\n", `@Entity\n\nclass A {}\n\n${java}\n`);
    checkPlace("python", "@cached\n«|»\ndef f():\n    pass\n", `@cached\n\ndef f():\n    pass\n\n\n${py}\n`);
    checkPlace("python", "a = «|»1\n# About b.\nb = 2\n", `a = 1\n\n\n${py}\n\n\n# About b.\nb = 2\n`);
  });

  it("does not go into a string or comment", () => {
    checkPlace("typescript", "const a = `\n«|»\n`;\n", `const a = \`\n\n\`;\n\n${ts}\n`);
    checkPlace("typescript", "/*\n«|»\n*/\nf();\n", `/*\n\n*/\nf();\n\n${ts}\n`);
    checkPlace("python", 'a = """\n«|»\nx\n"""\nb = 1\n', `a = """\n\nx\n"""\n\n\n${py}\n\n\nb = 1\n`);
  });

  it("does not cut a Python block in two", () => {
    checkPlace(
      "python",
      "def f():\n    a()\n«|»\n    b()\n\n\ng()\n",
      `def f():\n    a()\n\n    b()\n\n\n${py}\n\n\ng()\n`,
    );
    checkPlace(
      "python",
      "if a:\n    b()\n«|»\nelse:\n    c()\n",
      `if a:\n    b()\n\nelse:\n    c()\n\n\n${py}\n`,
    );
    checkPlace("python", "def f():\n    a()\n        «|»\n", `def f():\n    a()\n\n\n${py}\n`);
  });

  it("goes before the guard of a Python script, which runs what it finds", () => {
    checkPlace(
      "python",
      'def main():\n    pass\n\n\nif __name__ == "__main__":\n    main()«|»\n',
      `def main():\n    pass\n\n\n${py}\n\n\nif __name__ == "__main__":\n    main()\n`,
    );
  });

  it("survives half-typed code", () => {
    checkPlace("typescript", "class A {\n  f() {\n    g(«|»\n", `class A {\n  f() {\n    g(\n\n${ts}\n`);
    checkPlace("go", "package a\n\nfunc f( {«|»", `package a\n\nfunc f( {\n\n${go}\n`);
  });

  it("keeps CRLF, and counts surrogate pairs as the editor does", () => {
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    checkPlace("typescript", crlf('f("😀");\n«|»\ng();\n'), crlf(`f("😀");\n\n${ts}\n\ng();\n`));
    checkPlace("python", crlf("a = 1\n«|»\nb = 2\n"), crlf(`a = 1\n\n\n${py}\n\n\nb = 2\n`));
  });

  it("inserts the whole code into any text at any place, and changes nothing else", () => {
    const bits = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "\n",
      "  ",
      "class A",
      "def f():",
      "x = 1",
      "`",
      '"',
      "//",
      "#",
      "\r\n",
      "😀",
    );
    const text = fc.array(bits, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(60), fc.constantFrom(...patternLanguages), (source, at, language) => {
        const result = inserted(pattern, source, { language, offset: Math.min(at, source.length) });
        const words = (all: string): string => all.replace(/\s+/g, "");
        const code = words(pattern.code.find((one) => one.language === language)?.code ?? "");
        const around = words(result).split(code);
        const clause = language === "go" ? "packagework" : "";
        assert.ok(around.length >= 2, result);
        assert.ok([words(source), clause + words(source)].includes(around.join("")), result);
      }),
      { numRuns: 500 },
    );
  });
});

/** Style as a test: what must not be called where, how long a file may grow, and that each file says what it is for. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root, sourceFiles } from "./sources.ts";

interface Ban {
  readonly where: RegExp;
  readonly what: RegExp;
  readonly instead: string;
}

const math = "abs|max|min|floor|ceil|round|trunc|sign|imul|clz32|fround|sqrt|PI|E|LN2|LN10|LOG2E|SQRT2";

const bans: readonly Ban[] = [
  { where: /^client\/engines\//, what: /\bMath\.random\b/, instead: "a named stream of the context" },
  {
    where: /^client\/engines\//,
    what: /\bnew Date\b|\bDate\.now\b|\bperformance\.now\b/,
    instead: "time passed in",
  },
  { where: /^client\/engines\//, what: /\bIntl\b|\btoLocale\w*\(/, instead: "plain formatting" },
  {
    where: /^client\/engines\//,
    what: new RegExp(`\\bMath\\.(?!(?:${math})\\b)\\w+`),
    instead: "kernel/math, since results differ between engines",
  },
  { where: /^client\/engines\//, what: /[\w)\]] \*\* |\*\*=/, instead: "kernel/math" },
  {
    where: /^client\/simulator\/webview\//,
    what: /\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML/,
    instead: "DOM calls",
  },
  {
    where: /^(client|server)\//,
    what: /\bchild_process\b|\beval\(|\bnew Function\(/,
    instead: "nothing: no shell, no eval",
  },
  { where: /^server\/(?!cli)/, what: /(?<![.\w])console\./, instead: "the connection's console" },
  { where: /./, what: /\b(it|describe)\.(skip|only)\(|\bthis\.skip\(/, instead: "DESIGNWISE_SKIP" },
  {
    where: /^(client|server|snippets)\//,
    what: /\b(TODO|FIXME|XXX|HACK)\b/,
    instead: "doing it, or an issue",
  },
];

/** Comments and strings may speak of what code must not do. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, " "));

const lineLimit = 400;

describe("style", () => {
  const files = sourceFiles();
  const code = files.map((source) => ({ ...source, text: withoutComments(source.text) }));

  for (const { where, what, instead } of bans) {
    it(`${where.source} does not use ${what.source}, but ${instead}`, () => {
      const wrong = code
        .filter(({ file }) => where.test(file) && file !== "test/tidy/style.test.ts")
        .flatMap(({ file, text }) =>
          text
            .split("\n")
            .flatMap((line, index) => (what.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
        );
      assert.deepEqual(wrong, []);
    });
  }

  it(`no file is longer than ${lineLimit} lines, and the median is at most 150`, () => {
    const lengths = files
      .filter(({ file }) => !file.endsWith(".gen.ts"))
      .map(({ file, text }) => ({ file, lines: text.split("\n").length }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > lineLimit),
      [],
    );
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    assert.ok((sorted[sorted.length >> 1] ?? 0) <= 150);
  });

  it("every file of client and server begins by saying what it is for", () => {
    const silent = files.filter(
      ({ file, text }) =>
        /^(client|server)\//.test(file) && !file.endsWith(".gen.ts") && !/^(#!.*\n)?\/(\*\*|\/)/.test(text),
    );
    assert.deepEqual(
      silent.map(({ file }) => file),
      [],
    );
  });

  it("names no path of a developer's machine and no registry host", () => {
    const listed = ["package-lock.json", "README.md", "CHANGELOG.md", "package.json", ".ci/run"];
    const suspicious =
      /registry\.npmjs\.org|deb\.debian\.org|\/home\/\w+\/|\/work\/(main|shared)|\/Users\/\w+\//;
    const wrong = [
      ...files.filter(({ file }) => file !== "test/tidy/style.test.ts"),
      ...listed.map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") })),
    ]
      .filter(({ text }) => suspicious.test(text))
      .map(({ file }) => file);
    assert.deepEqual(wrong, []);
  });
});

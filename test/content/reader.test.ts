/** The reader of content files: what it accepts, and that every fault is named where it stands. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { closest } from "../../server/content/closest.ts";
import { readFrontMatter } from "../../server/content/frontMatter.ts";
import { sentences, splitMarkdown } from "../../server/content/markdown.ts";
import { readTerm } from "../../server/content/term.ts";

const sections = ["Why it matters", "Trade-offs", "In numbers", "How it fails", "Seen in"];

function termText(changes: { front?: string; definition?: string; body?: string } = {}): string {
  const front = changes.front ?? "name: Cache\naliases: [caching]\ntopic: caching";
  const body = changes.body ?? sections.map((title) => `## ${title}\n\nText of it.\n`).join("\n");
  return `---\n${front}\n---\n\n${changes.definition ?? "A copy."}\n\n${body}`;
}

/** The problems of a term as `line:character message`, lines and characters 0-based. */
function problemsOf(
  text: string,
  file = "glossary/cache.md",
  origin: "shipped" | "workspace" = "shipped",
): string[] {
  return readTerm(file, text, { origin }).problems.map(
    ({ line, character, message }) => `${line}:${character} ${message}`,
  );
}

function checkProblem(text: string, expected: RegExp): void {
  const found = problemsOf(text);
  assert.equal(found.length, 1, found.join("\n"));
  assert.match(found[0]!, expected);
}

describe("readTerm", () => {
  it("reads a whole term without problems", () => {
    const front = [
      "name: Cache",
      "aliases: [caching]",
      "alsoWritten: [kesh]",
      "topic: caching",
      "related: [lru]",
      "pattern: [cache-aside]",
      "simulator: [cache, cache/scan]",
      "rules: unbounded-in-memory-cache",
      "sources: [{title: A paper, author: A. Author, year: 1999, url: 'https://example.org/a'}]",
      "recognise: [{of: [caching], when: [{near: [hit, miss], places: [comment]}]}]",
    ].join("\n");
    const { value, problems } = readTerm("glossary/cache.md", termText({ front }));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      { ...value, sections: value?.sections.map(({ title }) => title) },
      {
        id: "cache",
        name: "Cache",
        aliases: ["caching"],
        alsoWritten: ["kesh"],
        topic: "caching",
        definition: "A copy.",
        sections,
        related: ["lru"],
        patterns: ["cache-aside"],
        rules: ["unbounded-in-memory-cache"],
        simulators: [{ engine: "cache" }, { engine: "cache", preset: "scan" }],
        sources: [{ title: "A paper", author: "A. Author", year: 1999, url: "https://example.org/a" }],
        recognition: [{ of: ["caching"], when: [{ near: ["hit", "miss"], places: ["comment"] }] }],
        file: "glossary/cache.md",
      },
    );
  });

  it("reads the same from CRLF, lone CR and a byte order mark", () => {
    const expected = readTerm("a/cache.md", termText()).value;
    for (const text of [
      termText().replaceAll("\n", "\r\n"),
      termText().replaceAll("\n", "\r"),
      `\uFEFF${termText()}`,
    ]) {
      assert.deepEqual(readTerm("a/cache.md", text), { value: expected, problems: [] });
    }
  });

  it("takes a team's term of a name and a definition", () => {
    const text = "---\nname: Basket\n---\nWhat a shopper has picked.\n";
    assert.deepEqual(problemsOf(text, "file:///w/.designwise/glossary/basket.md", "workspace"), []);
    assert.equal(readTerm("basket.md", text, { origin: "workspace" }).value?.topic, "team");
  });

  const faults: readonly [string, string, RegExp][] = [
    [
      "a misspelt key",
      termText({ front: "name: Cache\ntopic: caching\nrelatd: [lru]" }),
      /^3:0 .*mean "related"/,
    ],
    ["a number for a name", termText({ front: "name: 3\ntopic: caching" }), /^1:6 .*quotes: "3"/],
    ["an unknown topic", termText({ front: "name: Cache\ntopic: cahcing" }), /^2:7 .*mean "caching"/],
    ["an alias twice", termText({ front: "name: C\naliases: [a, a]\ntopic: caching" }), /^2:13 .*twice/],
    [
      "an alias that is the name",
      termText({ front: "name: C\naliases: [a, c]\ntopic: caching" }),
      /^2:13 .*already/,
    ],
    [
      "a spelling that is an alias",
      termText({ front: "name: C\naliases: [a]\nalsoWritten: [b, A]\ntopic: caching" }),
      /^3:17 .*already/,
    ],
    ["a bad id", termText({ front: "name: C\ntopic: caching\nrelated: [LRU]" }), /^3:10 "LRU" is not an id/],
    ["itself as related", termText({ front: "name: C\ntopic: caching\nrelated: [cache]" }), /^3:9 .*itself/],
    [
      "a bad simulator",
      termText({ front: "name: C\ntopic: caching\nsimulator: [a/b/c]" }),
      /^3:12 .*engine\/preset/,
    ],
    [
      "a source without title",
      termText({ front: "name: C\ntopic: caching\nsources: [{year: 1999}]" }),
      /^3:10 "title" is missing/,
    ],
    [
      "a year that is none",
      termText({ front: "name: C\ntopic: caching\nsources: [{title: t, year: 99}]" }),
      /^3:27 "year"/,
    ],
    [
      "a command for an address",
      termText({ front: "name: C\ntopic: caching\nsources: [{title: t, url: 'command:x'}]" }),
      /^3:26 .*web address/,
    ],
    [
      "evidence for no name",
      termText({ front: "name: C\ntopic: caching\nrecognise: [{of: [D], when: [{near: [a]}]}]" }),
      /^3:18 "D" is neither/,
    ],
    [
      "evidence of nothing",
      termText({ front: "name: C\ntopic: caching\nrecognise: [{when: [{}]}]" }),
      /^3:20 .*always holds/,
    ],
    [
      "an unknown condition",
      termText({ front: "name: C\ntopic: caching\nrecognise: [{when: [{near: [a], nere: [b]}]}]" }),
      /^3:32 .*"nere"/,
    ],
    [
      "an unknown place",
      termText({ front: "name: C\ntopic: caching\nrecognise: [{when: [{places: [prose, code]}]}]" }),
      /^3:37 .*"code"/,
    ],
    ["a key twice", termText({ front: "name: C\ntopic: caching\nname: D" }), /^3:0 .*unique/],
    ["YAML that breaks off", termText({ front: "name: [" }), /^2:0 Front matter: /],
    ["a YAML alias", termText({ front: "name: &a C\ntopic: *a" }), /^2:7 .*aliases/],
    ["no front matter", "# Cache\n", /^0:0 Expected front matter/],
    ["no end of it", "---\nname: Cache\n", /^0:0 .*closing/],
    ["no definition", termText({ definition: "" }), /^\d+:0 The definition is missing/],
    ["a long definition", termText({ definition: "One. Two. Three. Four." }), /^6:0 .*4 sentences/],
    ["a definition of two paragraphs", termText({ definition: "One.\n\nTwo." }), /^6:0 .*one paragraph/],
    [
      "a missing section",
      termText({
        body: termText().slice(termText().indexOf("## Why")).split("## Seen in")[0]!,
      }),
      /"Seen in" is missing/,
    ],
    ["a heading of level 1", termText({ definition: "# Cache\nA copy." }), /^6:0 Heading "Cache"/],
  ];
  for (const [what, text, expected] of faults) {
    it(`names ${what} where it stands`, () => checkProblem(text, expected));
  }

  it("names several faults at once, each in its place", () => {
    const front = "name: Cache\ntopic: caching\nzebra: 1\nrelatd: [lru]";
    const found = problemsOf(termText({ front }));
    assert.equal(found.length, 2);
    assert.match(found[0]!, /^3:0 Unknown key "zebra"\. Known/);
    assert.match(found[1]!, /^4:0 .*mean "related"/);
  });

  it("wants sections in order, filled, once, and short where the hover shows them", () => {
    const swapped = ["Trade-offs", "Why it matters", "In numbers", "How it fails", "Seen in"];
    const body = (titles: readonly string[], text = "Text."): string =>
      titles.map((t) => `## ${t}\n${text}\n`).join("");
    checkProblem(termText({ body: body(swapped) }), /"Why it matters" must stand before "Trade-offs"/);
    checkProblem(termText({ body: body([...sections, "Seen in"]) }), /"Seen in" stands twice/);
    checkProblem(
      termText({ body: body(sections).replace("## Seen in\nText.", "## Seen in") }),
      /"Seen in" is empty/,
    );
    assert.match(
      problemsOf(termText({ body: body(sections).replace("Trade-offs", "Tradeoffs") }))[0]!,
      /mean "Trade-offs"/,
    );
  });

  it("limits the first sentence of Trade-offs and of In numbers", () => {
    const long = (title: string): string =>
      termText().replace(`## ${title}\n\nText`, `## ${title}\n\n${"long ".repeat(45)}`);
    checkProblem(long("Trade-offs"), /^\d+:0 The first sentence of "Trade-offs" has \d+ characters/);
    checkProblem(long("In numbers"), /"In numbers" has/);
    assert.deepEqual(problemsOf(long("Why it matters")), []);
  });

  it("never throws, whatever the text, and keeps positions inside the file", () => {
    const piece = fc.constantFrom(
      "---\n",
      "name: a\n",
      "- ",
      "[",
      "{",
      "&a ",
      "*a",
      ": ",
      "\r\n",
      "## In numbers\n",
      "```\n",
      '"',
      "\u{1F600}",
      "__proto__: 1\n",
      "x",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const lines = text.split(/\r\n|\r|\n/);
        for (const { line, character } of readTerm("a.md", text).problems) {
          assert.ok(line >= 0 && line <= lines.length && character >= 0, `${line}:${character}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("refuses nesting that would exhaust the YAML parser, at once", () => {
    for (const deep of ["[".repeat(20_000), "[a, {b: ".repeat(5000), "- ".repeat(20_000)]) {
      checkProblem(`---\n${deep}\n---\n`, /^1:0 .*deeper than 50/);
    }
  });
});

describe("readFrontMatter", () => {
  it("finds values, keys and the nearest parent", () => {
    const front = readFrontMatter("f.md", "---\nname: A\nsources:\n  - title: B\n---\nbody\n");
    assert.deepEqual(front.positionOf(["name"]), { line: 1, character: 6 });
    assert.deepEqual(front.positionOf(["name"], "key"), { line: 1, character: 0 });
    assert.deepEqual(front.positionOf(["sources", 0, "title"]), { line: 3, character: 11 });
    assert.deepEqual(front.positionOf(["sources", 0, "year"]), { line: 3, character: 4 });
    assert.deepEqual([front.body, front.bodyLine], ["body\n", 5]);
  });
});

describe("sentences", () => {
  it("ends a sentence at a full stop before a space, not in numbers, code or abbreviations", () => {
    assert.deepEqual(
      sentences("At 2.5 ms, e.g. on a disk,\nit `x. y` waits. J. Gray said so (1981). **Done!** Yes"),
      ["At 2.5 ms, e.g. on a disk, it `x. y` waits.", "J. Gray said so (1981).", "**Done!**", "Yes"],
    );
  });

  it("takes the first paragraph or list item only", () => {
    assert.deepEqual(sentences("- One\n  more. Two.\n- Three."), ["One more.", "Two."]);
    assert.deepEqual(sentences("One.\n\nTwo."), ["One."]);
    assert.deepEqual(sentences("Nine times nine is\n81. Two."), ["Nine times nine is 81.", "Two."]);
    assert.deepEqual(sentences("1. One.\n2. Two."), ["One."]);
    assert.deepEqual(sentences(""), []);
  });
});

describe("splitMarkdown", () => {
  it("takes no heading from a code fence", () => {
    const split = splitMarkdown("Lead.\n```sh\n## no\n```\n## Yes\na\n### deeper\n");
    assert.equal(split.lead, "Lead.\n```sh\n## no\n```");
    assert.deepEqual(split.sections, [{ title: "Yes", line: 4, markdown: "a\n### deeper" }]);
    assert.deepEqual(split.strayHeadings, []);
  });
});

describe("closest", () => {
  it("forgives a slip and no more", () => {
    const keys = ["related", "rules", "simulator"];
    assert.equal(closest("realted", keys), "related");
    assert.equal(closest("Simulators", keys), "simulator");
    assert.equal(closest("zebra", keys), undefined);
  });
});

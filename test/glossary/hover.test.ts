/** What a hover says, where it stands, and that text from a workspace cannot bring a link into it. */
import assert from "node:assert/strict";
import MarkdownIt from "markdown-it";
import { MarkupContent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Term } from "../../server/content/types.ts";
import { type HoverDeps, hover, maxScannedLength } from "../../server/features/hover.ts";
import { inertMarkdown, plainText } from "../../server/features/inertMarkdown.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { markedDocument } from "../support/markedSource.ts";
import { sampleTerm } from "./sampleTerms.ts";

const rateLimiting: Term = {
  ...sampleTerm("Rate limiting", { aliases: ["rate limiter"] }),
  definition: "Rate limiting caps how many requests\na caller may make. It protects a service.",
  sections: [
    { title: "Why it matters", markdown: "Never shown." },
    { title: "Trade-offs", markdown: "Refusing is cheap, e.g. in a proxy. Delaying is kind." },
    {
      title: "In numbers",
      markdown: "A bucket has a rate r. At most **b + r·t** requests pass in any span t. More.",
    },
    { title: "How it fails", markdown: "- Never shown." },
  ],
  related: ["token-bucket", "not-in-force"],
  patterns: ["rate-limiter"],
  simulators: [{ engine: "rate-limiter", preset: "api-quota" }],
};
const tokenBucket = sampleTerm("Token bucket (meter)");
const terms = [rateLimiting, { ...tokenBucket, id: "token-bucket" }];

function depsOf(all: readonly Term[], changes: Partial<HoverDeps> = {}): HoverDeps {
  return {
    commands: ["designwise.openTerm", "designwise.insertPattern", "designwise.openSimulator"],
    markdown: true,
    index: buildTermIndex(all),
    term: (id) => all.find((term) => term.id === id),
    patternName: (id) => (id === "rate-limiter" ? "Rate limiter (token bucket)" : undefined),
    ...changes,
  };
}

const deps = depsOf(terms);

/** Text of the hover at the one cursor of the source; undefined when there is none. */
function hoverText(source: string, languageId = "typescript", using: HoverDeps = deps): string | undefined {
  const { document, cursors } = markedDocument(source, languageId);
  const result = hover(document, document.positionAt(cursors[0] as number), using);
  if (result === undefined) return undefined;
  assert.ok(MarkupContent.is(result.contents));
  return result.contents.value;
}

describe("hover text", () => {
  it("is name, definition, trade-off, figure, related terms and the ways on", () => {
    const argument = (value: object): string =>
      encodeURIComponent(JSON.stringify([value]))
        .replaceAll("(", "%28")
        .replaceAll(")", "%29");
    assert.equal(
      hoverText("// a rate«|» limiter"),
      [
        "**Rate limiting**  ",
        "Rate limiting caps how many requests a caller may make. It protects a service.",
        "",
        "*Trade-off:* Refusing is cheap, e.g. in a proxy.",
        "",
        "*In numbers:* At most **b + r·t** requests pass in any span t.",
        "",
        `Related: [Token bucket](command:designwise.openTerm?${argument({ id: "token-bucket" })})`,
        "",
        [
          `[Open page](command:designwise.openTerm?${argument({ id: "rate-limiting" })})`,
          `[Insert pattern: Rate limiter \\(token bucket\\)](command:designwise.insertPattern?${argument({ id: "rate-limiter" })})`,
          `[Simulate: api quota](command:designwise.openSimulator?${argument({ engine: "rate-limiter", preset: "api-quota" })})`,
        ].join(" · "),
      ].join("\n"),
    );
  });

  it("has links only for commands that the client announced", () => {
    const text = hoverText(
      "// a rate«|» limiter",
      "go",
      depsOf(terms, { commands: ["designwise.openSimulator"] }),
    );
    assert.match(text ?? "", /^Related: Token bucket$/m);
    assert.match(
      text ?? "",
      /^Insert pattern: Rate limiter \\\(token bucket\\\) · \[Simulate: api quota\]\(command:/m,
    );
    assert.doesNotMatch(text ?? "", /openTerm|insertPattern/);
  });

  it("is plain where the client shows no Markdown", () => {
    assert.equal(
      hoverText("// a rate«|» limiter", "go", depsOf(terms, { markdown: false })),
      [
        "Rate limiting",
        "Rate limiting caps how many requests a caller may make. It protects a service.",
        "Trade-off: Refusing is cheap, e.g. in a proxy.",
        "In numbers: At most b + r·t requests pass in any span t.",
        "Related: Token bucket",
        "Insert pattern: Rate limiter (token bucket) · Simulate: api quota",
      ].join("\n"),
    );
  });

  it("stays within twelve lines, whatever the term holds", () => {
    const many = Array.from({ length: 30 }, (_, index) => sampleTerm(`Other ${"x".repeat(index + 1)}`));
    const long: Term = {
      ...rateLimiting,
      definition: "A sentence.\n\n".repeat(200),
      related: many.map(({ id }) => id),
      simulators: Array.from({ length: 9 }, () => ({ engine: "rate-limiter" })),
    };
    const text = hoverText("rate«|»Limiter", "go", depsOf([long, ...many])) ?? "";
    assert.ok(text.split("\n").length <= 12, text);
    assert.ok(text.length < 3000);
  });

  it("of a bare workspace term is its name and definition", () => {
    assert.equal(
      hoverText("// basket«|»", "go", depsOf([sampleTerm("Basket")], { commands: [] })),
      "**Basket**  \nBasket is a term.",
    );
  });
});

describe("hover range", () => {
  const check = (source: string, languageId = "typescript"): void => {
    const { document, cursors, ranges } = markedDocument(source, languageId);
    const result = hover(document, document.positionAt(cursors[0] as number), deps);
    const [range] = ranges;
    assert.deepEqual(
      result?.range,
      range && { start: document.positionAt(range.start), end: document.positionAt(range.end) },
    );
  };
  for (const source of [
    "new Shared«Rate«|»Limiter»(5)",
    "const cap«|» = 5",
    "f(...re«|»st)",
    "window.docu«|»ment",
    "const tok«|»en = parser.next()",
    "x;\r\n// 😀 a «rate«|» limiter»\r\n",
    "// the «rate\r\n   // lim«|»iter»",
    "«|»",
  ]) {
    it(JSON.stringify(source), () => check(source));
  }
  for (const languageId of ["markdown", "plaintext", "nobody-knows", "python"]) {
    it(`in ${languageId}`, () => check("# a «rate li«|»miter»\n", languageId));
  }

  it("follows edits", () => {
    const { document } = markedDocument("rate", "markdown");
    const position = { line: 0, character: 2 };
    assert.equal(hover(document, position, deps), undefined);
    const insert = {
      range: { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } },
      text: " limiter",
    };
    TextDocument.update(document, [insert], 2);
    assert.equal(hover(document, position, deps)?.range?.end.character, 12);
  });

  it("a file of 20 MB answers, and by the same words", function () {
    this.timeout(10_000);
    const line = "const x = 1; // a rate limiter and `more\n";
    const text = line.repeat(Math.ceil(20_000_000 / line.length));
    assert.ok(text.length > maxScannedLength);
    const document = TextDocument.create("file:///big.ts", "typescript", 1, text);
    for (const row of [0, 250_000, document.lineCount - 2]) {
      const range = hover(document, { line: row, character: 20 }, deps)?.range;
      assert.deepEqual(range, { start: { line: row, character: 18 }, end: { line: row, character: 30 } });
    }
  });

  it("one line of 3 MB answers too", () => {
    const text = `x = "${"rateLimiter,".repeat(250_000)}"`;
    const document = TextDocument.create("file:///min.js", "javascript", 1, text);
    const range = hover(document, { line: 0, character: 1_500_008 }, deps)?.range;
    assert.deepEqual(range, {
      start: { line: 0, character: 1_500_005 },
      end: { line: 0, character: 1_500_016 },
    });
  });
});

describe("text from a workspace", () => {
  const markdown = new MarkdownIt({ linkify: true, html: true });
  const hostile = [
    "[click](command:evil)",
    "![x](https://evil/x.png)",
    "<command:evil>",
    "<img src=x onerror=y>",
    "\\[click](command:evil)",
    "\\\\[click](command:evil)",
    "``[click](command:evil)`",
    "\\`[click](command:evil)`",
    "`a` [x][r]\n\n[r]: command:evil",
    "[a[b](command:evil)](command:evil)",
    "[x]\n(command:evil) [x](<command:evil>)",
    "&#91;x&#93;(command:evil) &lt;command:evil&gt;",
    "see https://evil.example and www.evil.example or me@evil.example",
    "[x](command:evil 'title') [[x]](command:evil) ![a](b)![c](command:evil)",
    "`` ` [x](command:evil) ``",
    "# heading\n> quote\n- list\n\n```\nfence\n```\n---\n===",
    "[^1]: <a href='command:evil'>x</a>",
    "[click](command:evil",
    "*[click*](command:evil)",
    "`<a href=command:evil>`",
  ];
  for (const text of hostile) {
    it(`brings no link, image or block: ${JSON.stringify(text)}`, () => {
      const evil: Term = { ...sampleTerm("Basket"), name: "Basket", definition: text };
      const named: Term = { ...sampleTerm(text), aliases: ["basket"] };
      for (const term of [evil, named]) {
        const card = hoverText("// a basket«|»", "go", depsOf([term], { commands: [] })) ?? "";
        const html = markdown.render(card);
        assert.doesNotMatch(html, /<(?!\/?(?:p|strong|em|code|br|s)>)/, html);
      }
    });
  }

  it("keeps emphasis, code and the words of links", () => {
    assert.equal(inertMarkdown("**a** `b[0]` `c_d` [e](http://f) _g_"), "**a** `b[0]` `c_d` e _g_");
    assert.equal(
      plainText(inertMarkdown("**a** `c_d` x<y & snake_case http://z")),
      "a c_d x<y & snake_case http://z",
    );
  });
});

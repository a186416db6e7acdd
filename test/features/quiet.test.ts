/** What keeps quiet: known terms and topics, and what lies below the reader's level. The levels are the content's. */
import assert from "node:assert/strict";
import { levelOf } from "../../server/content/level.ts";
import { readTerm, topics } from "../../server/content/term.ts";
import type { Level } from "../../server/content/types.ts";
import { isQuiet } from "../../server/features/quiet.ts";
import { shippedContent } from "../support/content.ts";

const term = (id: string, topic: string, level?: Level) => ({
  id,
  topic,
  ...(level === undefined ? {} : { level }),
});

function checkQuiet(
  level: Level,
  known: readonly string[],
  loud: string,
  of = term("gcra", "caching"),
): void {
  const reader = { level, known: new Set(known) };
  assert.equal(isQuiet(of, reader) ? "quiet" : "loud", loud);
}

describe("quiet terms", () => {
  it("are those that are known by themselves or by topic", () => {
    checkQuiet("newcomer", [], "loud");
    checkQuiet("newcomer", ["gcra"], "quiet");
    checkQuiet("newcomer", ["topic:caching"], "quiet");
    checkQuiet("newcomer", ["caching", "topic:gcra", "topic:load"], "loud");
  });
  it("are those below the reader's level", () => {
    for (const [level, loud] of [
      ["newcomer", ["newcomer", "practitioner", "expert"]],
      ["practitioner", ["practitioner", "expert"]],
      ["expert", ["expert"]],
    ] as const) {
      for (const own of ["newcomer", "practitioner", "expert"] as const) {
        const expected = (loud as readonly Level[]).includes(own) ? "loud" : "quiet";
        checkQuiet(level, [], expected, term("x", "load", own));
      }
    }
  });
  it("are never a team's own, whatever the level", () => checkQuiet("expert", [], "loud", term("x", "team")));
  it("have a level in every topic that ships", () => {
    for (const topic of topics) {
      const level = levelOf({ topic });
      assert.ok(["newcomer", "practitioner", "expert"].includes(level), topic);
    }
  });

  it("of the glossary that ships are fewer to an expert than to a practitioner, and basics are a newcomer's", async function () {
    this.timeout(30_000); // Reads the whole glossary on a machine that others use too.
    const { terms } = await shippedContent();
    const loud = (level: Level): number =>
      terms.filter((each) => !isQuiet(each, { level, known: new Set() })).length;
    assert.equal(loud("newcomer"), terms.length);
    assert.ok(loud("practitioner") < loud("newcomer"));
    assert.ok(loud("expert") > 0 && loud("expert") < loud("practitioner"));
    for (const id of ["cache", "timeout", "retry"])
      assert.equal(levelOf(terms.find((each) => each.id === id) ?? { topic: "" }), "newcomer", id);
  });

  it("get their level from front matter, and a wrong one is named", () => {
    const file = (level: string) => `---\nname: Basket\nlevel: ${level}\n---\n\nA basket is a thing.\n`;
    const good = readTerm("basket.md", file("expert"), { origin: "workspace" });
    assert.deepEqual([good.value?.level, good.problems], ["expert", []]);
    const bad = readTerm("basket.md", file("expret"), { origin: "workspace" });
    assert.deepEqual(
      bad.problems.map(({ line, message }) => [line, message]),
      [[2, 'Unknown level "expret". Did you mean "expert"? Known: newcomer, practitioner, expert.']],
    );
  });
});

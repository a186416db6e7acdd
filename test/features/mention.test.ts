/** The test before a search never passes by a text that holds a use: held against the matcher, on any spelling. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { namesOf } from "../../server/content/names.ts";
import { findTerms } from "../../server/glossary/match.ts";
import { mentionTest } from "../../server/glossary/mention.ts";
import { index, terms } from "./concepts.ts";

const tests = new Map(terms.map(({ id }) => [id, mentionTest(id, index)]));

describe("mention of a term", () => {
  it("is seen in every text in which the matcher finds it", () => {
    const endings = ["", "s", "ed", "ing", "r", "ies", "'s", "es"];
    const joints = [" ", "-", "_", "", "\n// "];
    const word = fc.constantFrom(...terms.flatMap(namesOf).flatMap((name) => name.split(/[\s-]+/)));
    const spelled = fc
      .tuple(word, fc.constantFrom(...endings), fc.constantFrom("as is", "upper", "lower", "accent", "soft"))
      .map(([text, ending, how]) => {
        const whole = text + ending;
        if (how === "upper") return whole.toUpperCase();
        if (how === "lower") return whole.toLowerCase();
        if (how === "accent") return whole.replaceAll("e", "é");
        return how === "soft" ? `${whole.slice(0, 2)}\u00ad${whole.slice(2)}` : whole;
      });
    const parts = fc.array(fc.tuple(spelled, fc.constantFrom(...joints)), { minLength: 1, maxLength: 12 });
    let found = 0;
    fc.assert(
      fc.property(parts, (all) => {
        const text = `// ${all.map(([each, joint]) => each + joint).join("")}`;
        for (const { termId } of findTerms({ text, languageId: "typescript" }, index)) {
          found++;
          assert.ok(tests.get(termId)?.(text), `${termId} in ${JSON.stringify(text)}`);
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
    assert.ok(found > 500, `${found} uses are too few to say anything`);
  });

  it("is not seen where no word of it stands", () => {
    for (const { id } of terms) assert.equal(tests.get(id)?.("const x = 1;"), false, id);
    assert.equal(mentionTest("no-such-term", index)("anything"), false);
  });
});

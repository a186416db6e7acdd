/** The units of a text are those that `charCodeAt` gives, whatever was read before. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Units } from "../../server/glossary/units.ts";

describe("units of a text", () => {
  const units = new Units();
  const check = (text: string): void => {
    const found = units.of(text);
    for (let at = 0; at < text.length; at++) assert.equal(found[at], text.charCodeAt(at));
  };

  it("are those of charCodeAt, halves of pairs among them", () => {
    const fragments = fc.constantFrom(
      "a",
      "É",
      "😀",
      "\ud83d",
      "\udc00",
      "一",
      "\0",
      "\r\n",
      "word ".repeat(40),
    );
    fc.assert(fc.property(fc.array(fragments, { maxLength: 40 }), (parts) => check(parts.join(""))));
  });

  it("of short, long and sliced texts in turn", () => {
    const long = "Some text, é and 😀. ".repeat(5000);
    for (const text of ["", long, "short", long.slice(77), `${long}!`]) check(text);
  });
});

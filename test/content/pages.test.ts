/** Pages of terms and rules: complete, and inert whatever a workspace's glossary puts into them. */
import assert from "node:assert/strict";
import { renderRule, renderTerm } from "../../client/views/pageHtml.ts";
import type { Term } from "../../server/content/types.ts";
import { shippedContent } from "../support/content.ts";

const frame = { styles: "page.css", cspSource: "source" };
const { terms, rules } = await shippedContent();

/** Links as the browser will see them. */
const targets = (html: string): string[] =>
  [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? "");

describe("pages", () => {
  it("of every term and rule render, with a policy that allows styles alone", () => {
    for (const html of [
      ...terms.map((term) => renderTerm(term, terms, frame)),
      ...rules.map((rule) => renderRule(rule, frame)),
    ]) {
      assert.match(html, /default-src 'none'; style-src source/);
      assert.doesNotMatch(html, /<script|undefined|\[object/);
      assert.ok(
        targets(html).every((target) =>
          /^(page\.css|https?:\/\/|command:designwise\.(openTerm|openRule|openSimulator|insertPattern|findUses|markKnown))/.test(
            target,
          ),
        ),
        targets(html).join(" "),
      );
    }
  });

  it("of a term lead to its uses in the workspace, and to silence", () => {
    const [term] = terms;
    assert.ok(term);
    const argument = encodeURIComponent(JSON.stringify([{ id: term.id }]));
    const found = targets(renderTerm(term, terms, frame));
    for (const command of ["findUses", "markKnown"])
      assert.ok(found.includes(`command:designwise.${command}?${argument}`), command);
  });

  it("mark which examples of a rule are reported", () => {
    const rule = rules.find(({ id }) => id === "modulo-sharding");
    assert.ok(rule);
    assert.match(renderRule(rule, frame), /<figure class="bad"><figcaption>Reported<\/figcaption><pre>/);
  });

  it("make hostile text inert: no HTML, no script, no command, no image", () => {
    const evil =
      '<script>x()</script> <img src=x onerror=y()> ![i](https://evil.example/i.png) [c](command:workbench.action.quit) [j](javascript:x) "><b>';
    const term: Term = {
      id: "evil",
      name: evil,
      aliases: [evil],
      topic: evil,
      definition: evil,
      sections: [{ title: evil, markdown: evil }],
      related: ["evil"],
      patterns: [],
      rules: [],
      simulators: [],
      sources: [{ title: evil, author: evil, url: "javascript:x" }],
      recognition: [],
      file: "evil.md",
    };
    const html = renderTerm(term, [term], frame);
    assert.doesNotMatch(html, /<script|<img|<b>/i);
    assert.ok(
      targets(html).every((target) =>
        /^(page\.css$|https:|command:designwise\.(openTerm|findUses|markKnown)\?)/.test(target),
      ),
      targets(html).join(" "),
    );
  });
});

/**
 * Every rule by its folder: its page reads without a problem, the page's own examples behave as they say, and in the
 * fixtures exactly the marked lines are found. All rules run over every file, so that none disturbs another.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ruleExamples } from "../../server/content/rule.ts";
import { applyEdits, mergeFixes } from "../../server/rules/applyFixes.ts";
import { rules } from "../../server/rules/index.gen.ts";
import {
  check,
  docs,
  expectedLines,
  languageOfExtension,
  linesOf,
  pages,
  ruleFolders,
  rulesFolder,
} from "./harness.ts";

describe("rules", () => {
  it("are listed in the index, each with a page", () => {
    assert.deepEqual(
      rules.map(({ id }) => id),
      ruleFolders,
    );
    assert.deepEqual(
      pages.flatMap(({ problems }) => problems),
      [],
    );
    assert.deepEqual(
      docs.map(({ id }) => id),
      ruleFolders,
    );
  });

  for (const doc of docs) {
    describe(doc.id, () => {
      pageTests(doc.id, doc.markdown);
      for (const file of fixturesOf(doc.id)) fixtureTests(doc.id, file);
    });
  }
});

function pageTests(id: string, markdown: string): void {
  const examples = ruleExamples(markdown);
  for (const { languageId, verdict, code, line } of examples) {
    it(`page, line ${line + 1}: ${languageId} example is ${verdict}`, async () => {
      const { findings } = await check(languageId, code);
      const found = new Set(findings.map(({ rule }) => rule));
      // A good example must be good in every respect; a bad one shows its own fault.
      if (verdict === "good") assert.deepEqual([...found], []);
      else assert.deepEqual([...found], [id]);
    });
  }
  it("page has a bad and a good example in TypeScript and in Python", () => {
    for (const languageId of ["typescript", "python"]) {
      for (const verdict of ["bad", "good"]) {
        const found = examples.some(
          (example) => example.languageId === languageId && example.verdict === verdict,
        );
        assert.ok(found, `${verdict} ${languageId}`);
      }
    }
  });
}

function fixturesOf(id: string): string[] {
  const files = readdirSync(path.join(rulesFolder, id, "fixtures"));
  return files.filter((file) => !/\.fixed\.\w+$/.test(file)).sort();
}

function fixtureTests(id: string, file: string): void {
  const absolute = path.join(rulesFolder, id, "fixtures", file);
  const languageId = languageOfExtension.get(path.extname(file).slice(1)) ?? "";
  const text = readFileSync(absolute, "utf8");
  it(`fixtures/${file}: the marked lines and no others`, async () => {
    assert.deepEqual(linesOf(text, await check(languageId, text)), expectedLines(text));
  });
  const golden = absolute.replace(/(\.\w+)$/, ".fixed$1");
  it(`fixtures/${file}: fixes`, async () => {
    const { findings } = await check(languageId, text);
    const fixes = findings.flatMap(({ fix }) => fix ?? []);
    if (fixes.length === 0) {
      assert.ok(!existsSync(golden), `${path.basename(golden)} exists, but there is no fix`);
      return;
    }
    const fixed = applyEdits(text, mergeFixes(fixes));
    if (process.env.UPDATE) writeFileSync(golden, fixed);
    assert.equal(fixed, existsSync(golden) ? readFileSync(golden, "utf8") : "");
    const after = await check(languageId, fixed);
    assert.deepEqual(
      after.findings.filter(({ fix }) => fix !== undefined).map(({ message }) => message),
      [],
      "no fixable finding is left",
    );
    assert.equal(after.findings.length, findings.length - fixes.length, "a fix brings no finding of its own");
  });
}

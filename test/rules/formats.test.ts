/** `designwise check` over files in memory, and its report as text, JSON and SARIF. */
import assert from "node:assert/strict";
import { type CheckReport, checkFiles, countLines } from "../../server/check/checkFiles.ts";
import { LineIndex } from "../../server/check/positions.ts";
import { jsonReport, textReport } from "../../server/check/report.ts";
import { sarifReport } from "../../server/check/sarif.ts";
import { defaultRuleSettings } from "../../server/rules/ruleSettings.ts";
import { docs, modelOf, newRuleSet } from "./harness.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const files: Readonly<Record<string, Uint8Array>> = {
  "src/load.ts": utf8("\u{feff}// loads\r\nconst s = '\u{1f600}'; fetch(u);\r\n"),
  "src/a b#.py": utf8("import requests\nrequests.get(u)\nhash(k) % 3\n"),
  "src/clean.ts": utf8("export {};\n"),
  "src/data.rs": utf8("fn main() {}"),
  "src/binary.ts": new Uint8Array([99, 0, 99]),
  "src/latin.py": new Uint8Array([35, 0xe9, 10]),
  "src/long.ts": utf8("\n".repeat(20_001)),
  "src/huge.ts": new Uint8Array(5_000_000).fill(32),
  "src/big.ts": utf8(" ".repeat(1_000_001)),
  "src/api_pb2.py": utf8("import requests\nrequests.get(u)\n"),
  "legacy/old.ts": utf8("fetch(u);"),
};

async function report(exclude: readonly string[] = ["legacy/**"]): Promise<CheckReport> {
  let clock = 0;
  return checkFiles(
    {
      files: [...Object.keys(files), "src/gone.ts"],
      read: async (file) => files[file] ?? Promise.reject(new Error("no such file")),
    },
    {
      rules: newRuleSet(),
      settings: defaultRuleSettings,
      exclude,
      nowMs: () => (clock += 21),
      buildModel: ({ uri, languageId, text }) => modelOf(languageId, text, uri),
    },
  );
}

describe("checking files", () => {
  it("says of each file that is not checked why", async () => {
    const { skipped, files: count, lines, elapsedMs } = await report();
    assert.deepEqual(Object.fromEntries(skipped.map(({ file, reason }) => [file, reason])), {
      "src/data.rs": "unsupported language",
      "src/binary.ts": "binary",
      "src/latin.py": "not UTF-8",
      "src/long.ts": "longer than 20,000 lines",
      "src/huge.ts": "larger than 1,000,000 characters",
      "src/big.ts": "larger than 1,000,000 characters (1,000,001)",
      "src/api_pb2.py": "generated",
      "legacy/old.ts": "excluded by the settings",
      "src/gone.ts": "cannot be read: no such file",
    });
    assert.deepEqual([count, lines, elapsedMs], [3, 6, 21]);
  });

  it("counts lines as editors do", () => {
    assert.deepEqual(["", "a", "a\n", "a\nb", "a\r\nb\r\n", "a\rb"].map(countLines), [0, 1, 1, 2, 2, 2]);
  });

  it("finds positions behind every kind of line break", () => {
    const index = new LineIndex("a\r\nb\rc\nd");
    assert.deepEqual(
      [0, 1, 3, 5, 7].map((offset) => Object.values(index.position(offset)).join(":")),
      ["0:0", "0:1", "1:0", "2:0", "3:0"],
    );
  });
});

describe("reports", () => {
  it("JSON has the documented shape", async () => {
    const json = jsonReport(await report());
    assert.deepEqual(Object.keys(json), ["findings", "skipped", "files", "lines", "elapsedMs"]);
    assert.deepEqual(
      json.findings.map(({ message, ...finding }) => finding),
      [
        {
          file: "src/load.ts",
          rule: "remote-call-without-timeout",
          severity: "warning",
          range: { start: { line: 1, character: 16 }, end: { line: 1, character: 21 } },
          fixable: true,
        },
        {
          file: "src/a b#.py",
          rule: "remote-call-without-timeout",
          severity: "warning",
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } },
          fixable: true,
        },
      ],
    );
  });

  it("text has one line a finding, 1-based, colour only when asked, and a sum", async () => {
    const result = await report();
    const text = textReport(result);
    assert.match(text, /^src\/load\.ts:2:17 warning `fetch` .*\[remote-call-without-timeout\] \(fixable\)$/m);
    assert.match(text, /^src\/binary\.ts skipped: binary$/m);
    assert.ok(!text.includes("data.rs") && !text.includes("\u001b"));
    assert.match(text, /^2 findings in 3 files, 6 lines, 21 ms; skipped: 1 unsupported language, 1 binary/m);
    assert.ok(textReport(result, { colour: true }).includes("\u001b[33mwarning\u001b[0m"));
  });

  it("SARIF 2.1.0 has what code hosts need", async () => {
    const log = JSON.parse(JSON.stringify(sarifReport(await report(), { docs, version: "1.2.3" })));
    assert.equal(log.version, "2.1.0");
    assert.match(log.$schema, /sarif-schema-2\.1\.0\.json$/);
    assert.equal(log.runs.length, 1);
    const [run] = log.runs;
    const { driver } = run.tool;
    assert.equal(driver.name, "Designwise");
    assert.equal(driver.version, "1.2.3");
    assert.equal(run.columnKind, "utf16CodeUnits");
    assert.equal(new Set(driver.rules.map((rule: { id: string }) => rule.id)).size, docs.length + 1);
    for (const rule of driver.rules) checkSarifRule(rule);
    assert.equal(run.results.length, 2);
    for (const result of run.results) checkSarifResult(result, driver.rules);
    assert.deepEqual(run.results[0].locations[0].physicalLocation, {
      artifactLocation: { uri: "src/load.ts", uriBaseId: "%SRCROOT%" },
      region: { startLine: 2, startColumn: 17, endLine: 2, endColumn: 22 },
    });
    assert.equal(run.results[1].locations[0].physicalLocation.artifactLocation.uri, "src/a%20b%23.py");
    assert.deepEqual(run.results[1].fixes[0].artifactChanges[0].replacements, [
      {
        deletedRegion: { startLine: 2, startColumn: 15, endLine: 2, endColumn: 15 },
        insertedContent: { text: ", timeout=(3.05, 10)" },
      },
    ]);
    assert.equal(run.invocations[0].executionSuccessful, true);
    assert.equal(run.invocations[0].toolExecutionNotifications.length, 9, "what was not checked");
  });
});

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON, whose shape is what these functions assert.
type Json = any;

function checkSarifRule(rule: Json): void {
  for (const key of ["shortDescription", "fullDescription", "help"])
    assert.equal(typeof rule[key].text, "string", key);
  assert.ok(rule.help.markdown.length > 0);
  assert.ok(["error", "warning", "note", "none"].includes(rule.defaultConfiguration.level));
  if (rule.helpUri !== undefined) assert.doesNotThrow(() => new URL(rule.helpUri));
}

function checkSarifResult(result: Json, rules: Json): void {
  assert.equal(rules[result.ruleIndex].id, result.ruleId);
  assert.ok(["error", "warning", "note"].includes(result.level));
  assert.ok(result.message.text.length > 0);
  for (const { physicalLocation } of result.locations) checkSarifRegion(physicalLocation.region);
  for (const fix of result.fixes ?? []) {
    assert.ok(fix.description.text.length > 0);
    for (const { replacements } of fix.artifactChanges) {
      for (const { deletedRegion } of replacements) checkSarifRegion(deletedRegion);
    }
  }
}

function checkSarifRegion(region: Json): void {
  for (const key of ["startLine", "startColumn", "endLine", "endColumn"]) assert.ok(region[key] >= 1, key);
  assert.ok(region.endLine > region.startLine || region.endColumn >= region.startColumn);
}

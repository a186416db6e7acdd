/** The command line: exit codes, the JSON shapes that the README documents, and messages for wrong use. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { designwise, withFolder } from "./runCli.ts";

const faulty = `import axios from "axios";
export const load = (id) => axios.get("https://stock.example.com/items/" + id);
`;

const keysOf = (value: object): string[] => Object.keys(value).sort();

describe("designwise", function () {
  this.timeout(60_000);

  it("without arguments prints its usage and exits with 2; help exits with 0", async () => {
    const bare = await designwise([]);
    assert.equal(bare.code, 2);
    for (const command of ["check", "terms", "explain", "simulate"])
      assert.match(bare.out, new RegExp(`designwise ${command}`));
    assert.equal((await designwise(["help"])).code, 0);
  });

  it("refuses an unknown command, flag, path, format or rule, each by name, with 2", async () => {
    for (const [args, named] of [
      [["chek"], /chek/],
      [["check"], /path/],
      [["check", ".", "--fromat", "json"], /fromat/],
      [["check", "no-such-folder"], /no-such-folder/],
      [["check", ".", "--format", "xml"], /xml/],
      [["check", ".", "--rule", "n-plus-one=off"], /n-plus-one/],
      [["terms"], /file/],
      [["explain", "token-bukket"], /Did you mean "token-bucket"/],
      [["simulate", "cahce"], /Did you mean "cache"/],
      [["simulate", "cache", "--set", "capacity=-1"], /capacity must be .* from/],
      [["simulate", "cache", "--set", "size=3"], /no parameter "size"/],
      [["simulate", "cache", "--seed", "x"], /--seed/],
      [["simulate", "rate-limiter", "--until", "soon"], /60s/],
      [["simulate", "cache", "--preset", "huge"], /huge/],
      [["simulate", "cache", "--sweep", "policy=1..3"], /policy/],
    ] as const) {
      const { code, error } = await designwise(args);
      assert.equal(code, 2, args.join(" "));
      assert.match(error, named, args.join(" "));
      assert.doesNotMatch(error, /\n\s+at /, "no stack trace");
    }
  });

  it("check: findings as JSON in the documented shape, exit code 1, and 0 when there are none", () =>
    withFolder(async (folder) => {
      mkdirSync(path.join(folder, "src"));
      writeFileSync(path.join(folder, "src/load.js"), faulty);
      writeFileSync(path.join(folder, "src/photo.js"), Buffer.from([0xff, 0xd8, 0, 0x10]));
      writeFileSync(path.join(folder, "src/huge.js"), `${"x = 1;\n".repeat(3_000_000)}`);
      writeFileSync(path.join(folder, "README.md"), "# words\n");
      const { code, out } = await designwise(["check", ".", "--format", "json"], folder);
      assert.equal(code, 1);
      const report = JSON.parse(out);
      assert.deepEqual(keysOf(report), ["elapsedMs", "files", "findings", "lines", "skipped"]);
      assert.equal(report.files, 1);
      assert.equal(report.lines, 2);
      assert.equal(report.findings.length, 1);
      const [finding] = report.findings;
      assert.deepEqual(keysOf(finding), ["file", "fixable", "message", "range", "rule", "severity"]);
      assert.equal(finding.file, "src/load.js");
      assert.equal(finding.rule, "remote-call-without-timeout");
      assert.equal(finding.severity, "warning");
      assert.equal(finding.fixable, true);
      assert.equal(finding.range.start.line, 1);
      const reasons = new Map(
        report.skipped.map(({ file, reason }: { file: string; reason: string }) => [file, reason]),
      );
      assert.match(String(reasons.get("src/photo.js")), /binary|UTF-8/);
      assert.match(String(reasons.get("src/huge.js")), /larger/);

      const off = await designwise(
        ["check", ".", "--rule", "remote-call-without-timeout=off", "--format", "json"],
        folder,
      );
      assert.equal(off.code, 0);
      const excluded = await designwise(["check", ".", "--exclude", "src/**"], folder);
      assert.equal(excluded.code, 0);
    }));

  it("check: rules are silent in tests, unless it is the tests that were named", () =>
    withFolder(async (folder) => {
      mkdirSync(path.join(folder, "tests"));
      writeFileSync(path.join(folder, "tests/load.js"), faulty);
      assert.equal((await designwise(["check", "."], folder)).code, 0);
      assert.equal((await designwise(["check", "tests"], folder)).code, 1);
      assert.equal((await designwise(["check", "tests/load.js"], folder)).code, 1);
    }));

  it("check: SARIF 2.1.0 with the same finding, and text with file:line:column", () =>
    withFolder(async (folder) => {
      writeFileSync(path.join(folder, "load.js"), faulty);
      const sarif = JSON.parse((await designwise(["check", ".", "--format", "sarif"], folder)).out);
      assert.equal(sarif.version, "2.1.0");
      const [result] = sarif.runs[0].results;
      assert.equal(result.ruleId, "remote-call-without-timeout");
      assert.equal(result.locations[0].physicalLocation.region.startLine, 2);
      assert.equal(sarif.runs[0].tool.driver.rules[result.ruleIndex].id, result.ruleId);
      const text = await designwise(["check", "load.js"], folder);
      assert.match(text.out, /^load\.js:2:\d+ warning .*axios/m);
    }));

  it("terms: every term with its place, in UTF-16 units, over CRLF and surrogate pairs", () =>
    withFolder(async (folder) => {
      writeFileSync(path.join(folder, "note.py"), "# 🦀\r\nx = 1  # 🦀 a rate limiter\r\n");
      const { code, out } = await designwise(["terms", "note.py", "--format", "json"], folder);
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(out), {
        terms: [
          {
            file: "note.py",
            id: "rate-limiting",
            text: "rate limiter",
            range: { start: { line: 1, character: 14 }, end: { line: 1, character: 26 } },
          },
        ],
      });
    }));

  it("explain: the page of a term, a rule, a pattern and an engine", async () => {
    for (const [id, words] of [
      ["token-bucket", /# Token bucket/],
      ["modulo-sharding", /## When it is fine/],
      ["cache-aside", /```typescript/],
      ["rate-limiter", /\| Parameter \|/],
    ] as const) {
      const { code, out } = await designwise(["explain", id]);
      assert.equal(code, 0);
      assert.match(out, words);
    }
  });

  it("simulate: the documented shape, the same numbers for the same seed and others for another", async () => {
    const args = [
      "simulate",
      "rate-limiter",
      "--set",
      "rate=20",
      "--seed",
      "7",
      "--until",
      "30s",
      "--format",
      "json",
    ];
    const [first, again, other] = await Promise.all([
      designwise(args),
      designwise(args),
      designwise(args.map((argument) => (argument === "7" ? "8" : argument))),
    ]);
    assert.equal(first.code, 0);
    assert.equal(first.out, again.out);
    assert.notEqual(first.out, other.out);
    const report = JSON.parse(first.out);
    assert.deepEqual(keysOf(report), [
      "actions",
      "engine",
      "params",
      "seed",
      "series",
      "summary",
      "theory",
      "x",
    ]);
    assert.equal(report.params.rate, 20);
    assert.deepEqual(report.x, { name: "time", unit: "ms" });
    const [series] = Object.values(report.series) as { unit: string; points: [number, number][] }[];
    assert.ok(series && series.points.length > 1 && series.points.every((point) => point.length === 2));
    for (const metric of Object.values(report.summary) as object[])
      assert.deepEqual(keysOf(metric), ["unit", "value"]);
    for (const known of Object.values(report.theory) as object[])
      assert.deepEqual(keysOf(known), ["tolerance", "value"]);
  });

  it("simulate --sweep: one summary a point with its confidence interval, theory inside it or near", async () => {
    const { code, out } = await designwise([
      "simulate",
      "consistent-hashing",
      "--sweep",
      "virtualNodes=10..100",
      "--steps",
      "2",
      "--seeds",
      "1..5",
      "--format",
      "json",
    ]);
    assert.equal(code, 0);
    const report = JSON.parse(out);
    assert.deepEqual(report.seeds, [1, 2, 3, 4, 5]);
    assert.deepEqual(
      report.points.map(({ x }: { x: number }) => x),
      [10, 100],
    );
    for (const { summary, theory } of report.points) {
      for (const [metric, known] of Object.entries(theory) as [
        string,
        { value: number; tolerance: number },
      ][]) {
        const { value, low, high } = summary[metric];
        assert.ok(low <= value && value <= high);
        assert.ok(
          Math.abs(value - known.value) <= known.tolerance * known.value + (high - low),
          `${metric}: ${value} against ${known.value}`,
        );
      }
    }
  });
});

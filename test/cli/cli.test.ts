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

  it("terms and explain: the team's own glossary too, and what is wrong with it", () =>
    withFolder(async (folder) => {
      mkdirSync(path.join(folder, ".designwise/glossary"), { recursive: true });
      writeFileSync(
        path.join(folder, ".designwise/glossary/ledger.md"),
        "---\nname: Ledger\n---\n\nOur book of accounts.\n",
      );
      writeFileSync(path.join(folder, ".designwise/glossary/broken.md"), "---\nnames: Oops\n---\n\nText.\n");
      writeFileSync(path.join(folder, "book.py"), "# the ledger\n");
      const { code, out, error } = await designwise(["terms", "book.py"], folder);
      assert.equal(code, 0);
      assert.equal(out, 'book.py:1:7 ledger "ledger"\n');
      assert.match(error, /broken\.md:\d+:\d+ .*name/);
      assert.match((await designwise(["explain", "ledger"], folder)).out, /Our book of accounts/);
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
      "events",
      "hash",
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

  it("simulate --seeds: how the metrics are distributed, as CSV too", async () => {
    const args = ["simulate", "rate-limiter", "--until", "5s", "--seeds", "1..40"];
    const [json, csv] = await Promise.all([
      designwise([...args, "--format", "json"]),
      designwise([...args, "--format", "csv"]),
    ]);
    const [{ summary }] = JSON.parse(json.out).points;
    const { value, p5, p50, p95 } = summary.offered;
    assert.ok(p5 < p50 && p50 < p95 && p5 < value && value < p95);
    const [head, ...rows] = csv.out.trim().split("\n");
    assert.equal(head, "param,x,metric,unit,mean,low,high,p5,p50,p95,theory");
    const offered = rows.map((row) => row.split(",")).find(([, , metric]) => metric === "offered");
    assert.equal(Number(offered?.[4]), value);
    assert.deepEqual(offered?.slice(7, 10).map(Number), [p5, p50, p95]);
  });

  it("simulate --format csv: the rows of the series", async () => {
    const { out } = await designwise(["simulate", "cache", "--until", "1000", "--format", "csv"]);
    const [head, ...rows] = out.trim().split("\n");
    assert.equal(head, "series,unit,x,y");
    assert.ok(
      rows.length > 10 && rows.every((row) => /^\w+,[\w/%]*,\d+(\.\d+)?,[\d.e+-]+$/.test(row)),
      rows[0],
    );
  });

  it("simulate <file>: scenarios that hold, the first expectation that does not, and the place of a mistake", () =>
    withFolder(async (folder) => {
      writeFileSync(
        path.join(folder, "capacity.txt"),
        "# The gateway sheds what is too much.\ndesignwise: rate-limiter set rate=50 until 60s\n  expect allowedRate <= 51\n",
      );
      writeFileSync(
        path.join(folder, "wishes.txt"),
        "designwise: rate-limiter set rate=50 arrivalRate=100 until 60s\n  expect allowedRate >= 90 expect offered > 0\n" +
          "designwise: cache/lru-500 expect hitRatio > 1%\n",
      );
      writeFileSync(path.join(folder, "broken.txt"), "# One.\ndesignwise: cache\n  set keys=-1\n");
      const good = await designwise(["simulate", "capacity.txt"], folder);
      assert.deepEqual([good.code, good.error], [0, ""]);
      assert.match(good.out, /^✔ capacity\.txt:2 [\s\S]*\n1 held, 0 did not\n$/);
      const bad = await designwise(["simulate", "capacity.txt", "wishes.txt"], folder);
      assert.equal(bad.code, 1);
      assert.match(
        bad.out,
        /✖ wishes\.txt:1 [\s\S]*expected allowedRate >= 90, measured (49|50)\.[\s\S]*✔ wishes\.txt:3/,
      );
      assert.match(bad.out, /\n2 held, 1 did not\n$/);
      const json = JSON.parse((await designwise(["simulate", "wishes.txt", "--format", "json"], folder)).out);
      assert.deepEqual(
        json.scenarios.map(({ line, failure }: { line: number; failure?: string }) => [
          line,
          failure !== undefined,
        ]),
        [
          [1, true],
          [3, false],
        ],
      );
      const broken = await designwise(["simulate", "broken.txt"], folder);
      assert.equal(broken.code, 2);
      assert.match(broken.error, /broken\.txt:3:7: keys must be a whole number from 2 to 100000, not -1/);
      const clash = await designwise(["simulate", "capacity.txt", "--seed", "2"], folder);
      assert.equal(clash.code, 2);
      assert.match(clash.error, /--seed does not go with a file/);
    }));
});

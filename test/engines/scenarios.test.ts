/** Runs every scenario file of every engine and compares the transcript with its golden file. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../../client/engines/index.gen.ts";
import { parseScenarioFile } from "../../client/engines/kernel/scenarioFile.ts";
import { runScenario, type ScenarioResult } from "../../client/engines/kernel/scenarioRun.ts";
import { assertGolden } from "./goldens.ts";

const folder = join(import.meta.dirname, "../../client/engines");

for (const engine of engines) {
  describe(`scenarios of ${engine.id}`, () => {
    const files = readdirSync(join(folder, engine.id, "scenarios")).filter((name) => name.endsWith(".txt"));
    it("are at least two", () => {
      assert.ok(files.length >= 2);
    });
    for (const file of files) {
      it(file, () => {
        const text = readFileSync(join(folder, engine.id, "scenarios", file), "utf8");
        const results = parseScenarioFile(text, engines).map(({ scenario }) => runScenario(scenario));
        for (const { failure } of results) assert.equal(failure, undefined);
        assertGolden(`scenarios/${engine.id}/${file}`, results.map(transcript).join("\n"));
      });
    }
  });
}

/** All that a change of behaviour would show in; numbers rounded, since the hash has every bit of them. */
function transcript({ run }: ScenarioResult): string {
  const round = (value: number) => Number(value.toPrecision(9));
  return [
    `input ${JSON.stringify(run.input)}`,
    `events ${run.events}, x ${round(run.x)}, hash ${run.hash()}`,
    ...Object.entries(run.metrics()).map(([name, { value, unit }]) =>
      `${name} ${round(value)} ${unit}`.trimEnd(),
    ),
    ...Object.entries(run.theory()).map(([name, { value }]) => `theory ${name} ${round(value)}`),
    run.scene().text,
    ...run.log(5).map((line) => `${line.event} ${round(line.x)} ${line.text}`),
    "",
  ].join("\n");
}

/** Every simulation that a finding of the fixtures offers can be opened: engine, preset and parameters exist and fit. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { engines } from "../../client/engines/index.gen.ts";
import { resolveParams } from "../../client/engines/kernel/params.ts";
import { check, languageOfExtension, ruleFolders, rulesFolder } from "./harness.ts";

describe("simulations of findings", () => {
  for (const id of ruleFolders) {
    it(id, async () => {
      const folder = path.join(rulesFolder, id, "fixtures");
      for (const file of readdirSync(folder)) {
        const languageId = languageOfExtension.get(path.extname(file).slice(1)) ?? "";
        const { findings } = await check(languageId, readFileSync(path.join(folder, file), "utf8"));
        for (const { simulation } of findings) {
          if (simulation === undefined) continue;
          const engine = engines.find((known) => known.id === simulation.engine);
          assert.ok(engine, `engine ${simulation.engine}`);
          const preset = simulation.preset === undefined ? undefined : engine.presets[simulation.preset];
          assert.equal(preset === undefined, simulation.preset === undefined, `preset ${simulation.preset}`);
          const { problems } = resolveParams(engine, { ...preset?.params, ...simulation.params });
          assert.deepEqual(problems, []);
        }
      }
    });
  }
});

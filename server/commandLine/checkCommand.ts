/** `designwise check <paths>`: the findings of files and folders, as text, JSON or SARIF. */
import { checkFiles } from "../check/checkFiles.ts";
import { jsonReport, textReport } from "../check/report.ts";
import { sarifReport } from "../check/sarif.ts";
import { buildModel } from "../model/modelStore.ts";
import { createParsers } from "../model/parsers.ts";
import { rules } from "../rules/index.gen.ts";
import { RuleSet } from "../rules/ruleSet.ts";
import { readRuleSettings } from "../rules/ruleSettings.ts";
import { type Command, choiceOf, type FoundFile, type Invocation, stringsOf, UsageError } from "./command.ts";

export const checkCommand: Command = {
  name: "check",
  usage: "check <paths…> [--format text|json|sarif] [--rule id=severity|off]… [--exclude glob]…",
  summary: "findings in files and folders",
  options: {
    format: { type: "string" },
    rule: { type: "string", multiple: true },
    exclude: { type: "string", multiple: true },
  },
  run: async (invocation, world) => {
    if (invocation.positionals.length === 0) throw new UsageError("check needs at least one path.");
    const format = choiceOf(invocation, "format", ["text", "json", "sarif"]);
    const ruleSet = new RuleSet(rules, world.content.rules);
    const { settings, problems } = readRuleSettings(ruleLevels(invocation), ruleSet.ids);
    if (problems.length > 0) throw new UsageError(problems.join("\n"));
    const parsers = await createParsers(world.loadGrammar);
    const found = new Map<string, FoundFile>();
    for (const start of invocation.positionals) {
      for (const file of await world.list(start)) found.set(world.relative(file.path), file);
    }
    const report = await checkFiles(
      {
        files: [...found.keys()],
        read: (file) => world.read(found.get(file)?.path ?? file),
        projectPath: (file) => found.get(file)?.below ?? file,
      },
      {
        rules: ruleSet,
        settings,
        exclude: stringsOf(invocation, "exclude"),
        nowMs: world.nowMs,
        buildModel: async (source) =>
          (await parsers.ready(source.languageId)) ? buildModel(parsers, source) : undefined,
      },
    );
    if (format === "json") world.out(`${JSON.stringify(jsonReport(report))}\n`);
    else if (format === "sarif") {
      world.out(
        `${JSON.stringify(sarifReport(report, { docs: world.content.rules, version: world.version }))}\n`,
      );
    } else world.out(textReport(report, { colour: world.colour }));
    for (const problem of [...parsers.problems, ...report.problems])
      world.error(`designwise check: ${problem}\n`);
    return report.findings.length > 0 ? 1 : 0;
  },
};

/** `--rule n-plus-one-query=off`, in the shape of the setting `designwise.rules`. */
function ruleLevels(invocation: Invocation): Record<string, string> {
  return Object.fromEntries(
    stringsOf(invocation, "rule").map((text) => {
      const [, id = "", level = ""] = /^([^=]+)=(.+)$/.exec(text) ?? [];
      if (id === "") throw new UsageError(`--rule takes id=severity, not "${text}".`);
      return [id, level];
    }),
  );
}

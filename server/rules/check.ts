/**
 * All rules over one file: which of them run, how grave their findings are, and which findings the user has silenced.
 * Pure; the only state is in the rule set, which remembers a rule that has thrown.
 */
import { severities } from "../content/rule.ts";
import type { Severity } from "../content/types.ts";
import type { CodeModel, Span } from "../model/codeModel.ts";
import { type IgnoreFinding, readIgnores } from "./ignoreComments.ts";
import { withoutConsequences } from "./precedence.ts";
import type { Fix, Simulation } from "./rule.ts";
import type { LoadedRule, RuleSet } from "./ruleSet.ts";
import type { RuleSettings } from "./ruleSettings.ts";

/** Rule id of findings about ignore comments themselves. */
export const ignoreRuleId = "designwise-ignore";

export interface CheckedFinding {
  /** Rule id. */
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly fix?: Fix;
  readonly simulation?: Simulation;
  /** The code at `span` has no effect and can go. */
  readonly unnecessary?: boolean;
}

export interface CheckResult {
  /** By position. */
  readonly findings: readonly CheckedFinding[];
  /** What the user should know beyond this file: a rule that has failed. */
  readonly problems: readonly string[];
}

const nothing: CheckResult = { findings: [], problems: [] };

export function checkModel(model: CodeModel, rules: RuleSet, settings: RuleSettings): CheckResult {
  // Nobody reads generated code, and tests hammer, loop and wait on purpose.
  if (model.file.generated || model.file.test) return nothing;
  const problems: string[] = [];
  const found: CheckedFinding[] = [];
  const ran: string[] = [];
  for (const loaded of rules.for(model.languageId)) {
    const { id } = loaded.rule;
    if (settings.severities.get(id) === "off") continue;
    const own = run(loaded, model, settings);
    if (own instanceof Failure) {
      problems.push(rules.disable(id, own.cause));
      continue;
    }
    ran.push(id);
    found.push(...own);
  }
  const ignores = readIgnores(model, rules.docs, ran);
  const kept = withoutConsequences(found).filter((finding) => !ignores.silences(finding));
  const about = ignores.findings().map(ignoreFinding);
  const findings = [...kept, ...about].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { findings, problems };
}

class Failure {
  readonly cause: unknown;
  constructor(cause: unknown) {
    this.cause = cause;
  }
}

function run(
  { rule, doc }: LoadedRule,
  model: CodeModel,
  settings: RuleSettings,
): CheckedFinding[] | Failure {
  const found: CheckedFinding[] = [];
  const chosen = settings.severities.get(rule.id);
  try {
    rule.check(model, ({ severity, ...finding }) => {
      const own =
        chosen !== undefined && chosen !== "off" ? chosen : lowered(severity ?? doc.severity, model);
      found.push({ ...finding, rule: rule.id, severity: own });
    });
  } catch (error) {
    return new Failure(error);
  }
  return found;
}

/** Examples are copied, so they are checked, but they are nobody's production: one step lower. */
function lowered(severity: Severity, model: CodeModel): Severity {
  if (!model.file.example) return severity;
  return severities[severities.indexOf(severity) + 1] ?? severity;
}

function ignoreFinding({ span, message, fix }: IgnoreFinding): CheckedFinding {
  return {
    rule: ignoreRuleId,
    severity: "information",
    span,
    message,
    ...(fix && { fix, unnecessary: true }),
  };
}

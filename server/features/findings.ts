/**
 * The findings of a document, worked out once for diagnostics, code actions and code lenses alike: an editor asks for
 * them many times between two edits.
 */
import type { CodeModel } from "../model/codeModel.ts";
import { type CheckedFinding, checkModel } from "../rules/check.ts";
import type { RuleSet } from "../rules/ruleSet.ts";
import type { RuleSettings } from "../rules/ruleSettings.ts";

export interface FindingDeps {
  readonly rules: RuleSet;
  readonly settings: RuleSettings;
  /** Hears of what the user should know beyond this file, such as a rule that has failed. */
  report(problem: string): void;
}

interface Known {
  readonly settings: RuleSettings;
  readonly findings: readonly CheckedFinding[];
}

const known = new WeakMap<CodeModel, Known>();

export function findingsOf(model: CodeModel, deps: FindingDeps): readonly CheckedFinding[] {
  const before = known.get(model);
  if (before?.settings === deps.settings) return before.findings;
  const { findings, problems } = checkModel(model, deps.rules, deps.settings);
  for (const problem of problems) deps.report(problem);
  known.set(model, { settings: deps.settings, findings });
  return findings;
}

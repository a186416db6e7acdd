/**
 * The user's severities, checked against the rules that exist: a misspelt id would otherwise leave a rule on that was
 * meant to be off, without a word.
 */
import { didYouMean } from "../content/closest.ts";
import { severities } from "../content/rule.ts";
import type { Severity } from "../content/types.ts";

export interface RuleSettings {
  /** Only what the user set; other rules have the severity of their page. */
  readonly severities: ReadonlyMap<string, Severity | "off">;
}

export const defaultRuleSettings: RuleSettings = { severities: new Map() };

const choices = [...severities, "off"] as const;

/** Reads the setting `designwise.rules`: rule id → severity or `off`. */
export function readRuleSettings(
  value: unknown,
  knownIds: readonly string[],
): { readonly settings: RuleSettings; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const chosen = new Map<string, Severity | "off">();
  if (value !== undefined && (typeof value !== "object" || value === null || Array.isArray(value))) {
    problems.push("Setting designwise.rules must be an object of rule ids and severities.");
    return { settings: defaultRuleSettings, problems };
  }
  for (const [id, severity] of Object.entries(value ?? {})) {
    const choice = choices.find((known) => known === severity);
    if (!knownIds.includes(id)) {
      problems.push(`Setting designwise.rules names "${id}", which is no rule.${didYouMean(id, knownIds)}`);
    } else if (choice === undefined) {
      const hint = typeof severity === "string" ? didYouMean(severity, choices) : "";
      problems.push(
        `Setting designwise.rules gives "${id}" the severity ${JSON.stringify(severity)}, which is none of ${choices.join(", ")}.${hint}`,
      );
    } else {
      chosen.set(id, choice);
    }
  }
  return { settings: { severities: chosen }, problems };
}

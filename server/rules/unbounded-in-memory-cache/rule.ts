/**
 * Caches of a process that only grow. Weighed low on purpose: whether the keys are many is known at run time only, so
 * anything that hints at few keys or at a bound silences it.
 */
import type { CodeModel } from "../../model/codeModel.ts";
import { runsInPage } from "../browser.ts";
import { familyOf } from "../calleeTable.ts";
import type { Finding, Rule } from "../rule.ts";
import { type GrowingCache, growingCaches } from "./containers.ts";
import { type UnboundedDecorator, unboundedDecorators } from "./decorators.ts";

export const rule: Rule = {
  id: "unbounded-in-memory-cache",
  check(model, report) {
    for (const cache of growingCaches(model)) report(containerFinding(cache, model));
    if (familyOf(model.languageId) !== "python") return;
    for (const decorator of unboundedDecorators(model)) report(decoratorFinding(decorator, model));
  },
};

function containerFinding({ binding, write }: GrowingCache, model: CodeModel): Finding {
  const where = write.context.functions[0]?.name;
  const by = where === undefined ? "" : ` by \`${where}\``;
  return {
    span: binding.span,
    message: `\`${binding.name}\` is filled${by} under keys from its callers and nothing is ever removed: memory grows with every new key until the process dies.`,
    simulation: { engine: "cache" },
    ...(runsInPage(model) && { severity: "hint" }),
  };
}

function decoratorFinding(
  { decorator, scope, isMethod, fix }: UnboundedDecorator,
  model: CodeModel,
): Finding {
  const written = model.text.slice(decorator.span.start, decorator.span.end);
  const kept = isMethod
    ? "every result, and the object it was called on,"
    : "the result of every call with new arguments";
  return {
    span: decorator.span,
    message: `\`@${written}\` has no limit: ${kept} of \`${scope.name ?? "this function"}\` stays in memory until the process ends.`,
    simulation: { engine: "cache" },
    ...(fix && { fix }),
  };
}

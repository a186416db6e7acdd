/**
 * Retries that hammer: loops and recursion without a wait or with the same wait each time, and retry libraries left
 * without backoff. Backoff without jitter is another, milder fault and not reported here.
 */
import type { CodeModel, Span } from "../../model/codeModel.ts";
import { familyOf } from "../calleeTable.ts";
import { lineEndOf, lineStartOf } from "../insertions.ts";
import type { Edit, Finding, Fix, Rule } from "../rule.ts";
import type { ConstantDelay } from "./delays.ts";
import { type RetryLoop, retryLoops } from "./loops.ts";
import { policyFindings } from "./policies.ts";
import { type RetryRecursion, retryRecursions } from "./recursion.ts";
import { retrySimulation } from "./simulation.ts";

export const rule: Rule = {
  id: "retry-without-backoff",
  check(model, report) {
    for (const retry of retryLoops(model)) report(loopFinding(retry, model));
    for (const retry of retryRecursions(model)) report(recursionFinding(retry, model));
    for (const finding of policyFindings(model)) report(finding);
  },
};

function loopFinding({ loop, attempt, delay, endless }: RetryLoop, model: CodeModel): Finding {
  const tried = calleeText(attempt.calleeSpan, model);
  const end = endless ? " and without end" : "";
  if (delay.kind === "none") {
    return {
      span: headerOf(loop.span, model),
      message: `This loop tries \`${tried}\` again at once${end} when it fails: a service that is down or overloaded gets its requests multiplied.`,
      ...(endless && { severity: "error" }),
      simulation: retrySimulation({ waits: false, attempts: loop.turns, endless }),
    };
  }
  const { delayMs } = delay.delay;
  const fix = backoffFix(loop.variables[0], delay.delay, model);
  return {
    span: delay.delay.call.span,
    message: `\`${tried}\` is retried${end} after ${waitText(delayMs)} each time: clients that failed together return together, as often as before. Let the wait grow, with jitter and a limit.`,
    ...(fix && { fix }),
    simulation: retrySimulation({ waits: true, delayMs, attempts: loop.turns, endless }),
  };
}

function recursionFinding(
  { call, attempt, delayMs, waits, counted }: RetryRecursion,
  model: CodeModel,
): Finding {
  const tried = calleeText(attempt.calleeSpan, model);
  const end = counted ? "" : " and without end";
  const how = waits ? `after ${waitText(delayMs)} each time` : "at once";
  return {
    span: call.calleeSpan,
    message: `\`${tried}\` is tried again ${how}${end} by recursion when it fails: a service that is down or overloaded gets its requests multiplied.`,
    simulation: retrySimulation({ waits, delayMs, endless: !counted }),
  };
}

function calleeText(span: Span, model: CodeModel): string {
  const text = model.text.slice(span.start, span.end).replace(/\s+/g, "");
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function waitText(delayMs: number | undefined): string {
  if (delayMs === undefined) return "the same wait";
  return delayMs >= 1000 ? `${delayMs / 1000} s` : `${delayMs} ms`;
}

/** The loop's first line. */
function headerOf(span: Span, model: CodeModel): Span {
  return { start: span.start, end: Math.min(span.end, lineEndOf(model.text, span.start)) };
}

/** Full jitter (Brooker 2015): a random wait up to a limit that doubles with each try. */
function backoffFix(counter: string | undefined, delay: ConstantDelay, model: CodeModel): Fix | undefined {
  const { argument, delayMs, unit } = delay;
  if (counter === undefined || delayMs === undefined || delayMs <= 0 || unit === undefined) return undefined;
  const base = model.text.slice(argument.span.start, argument.span.end);
  const title = "Back off exponentially, with full jitter and a limit of 30 s";
  if (familyOf(model.languageId) === "javascript") {
    const newText = `Math.random() * Math.min(30_000, ${base} * 2 ** ${counter})`;
    return { title, edits: [{ span: argument.span, newText }] };
  }
  const edit = { span: argument.span, newText: `random.uniform(0, min(30, ${base} * 2**${counter}))` };
  const imports = importEdits("random", model);
  return imports && { title, edits: [...imports, edit] };
}

/** `import random` above the first import of the file; undefined where there is no such place. */
function importEdits(module: string, model: CodeModel): Edit[] | undefined {
  if (model.bindings.some(({ name, imported }) => name === module && imported === module)) return [];
  const first = model.imports.find(
    ({ module: name, span }) => name !== "__future__" && lineStartOf(model.text, span.start) === span.start,
  );
  if (first === undefined) return undefined;
  const span = { start: first.span.start, end: first.span.start };
  return [{ span, newText: `import ${module}\n` }];
}

/** Retry libraries told, or left, not to back off. */
import type { Call, CodeModel, Expression, Span } from "../../model/codeModel.ts";
import { CalleeTable } from "../calleeTable.ts";
import { constantOf, qualifiedPath, resolved } from "../expressions.ts";
import { addArgument, addEntry } from "../insertions.ts";
import { entryOption, keywordOption, type Option } from "../options.ts";
import type { Finding, Fix, Simulation } from "../rule.ts";
import { type RetryPolicy, retryPolicies } from "./apis.ts";
import { retrySimulation } from "./simulation.ts";

const table = new CalleeTable(retryPolicies);

export function policyFindings(model: CodeModel): Finding[] {
  const configured = model.calls.flatMap((call) => {
    const policy = table.find(call, model);
    const finding = policy && configuredPolicy(call, policy, model);
    return finding ? [finding] : [];
  });
  return [...configured, ...bareDecorators(model), ...constantGenerators(model)];
}

function configuredPolicy(call: Call, policy: RetryPolicy, model: CodeModel): Finding | undefined {
  if (policy.requires !== undefined && optionOf(call, policy, policy.requires, model).state !== "given")
    return undefined;
  if (retriesOnce(call, policy, model)) return undefined;
  const option = optionOf(call, policy, policy.option, model);
  if (!isFixed(option, policy)) return undefined;
  const written = model.text.slice(call.calleeSpan.start, call.calleeSpan.end);
  const fix = fixFor(call, policy, option, written, model);
  const when = option.state === "given" && !isZero(option) ? "after the same wait" : policy.byDefault;
  const how = option.state === "given" ? `with \`${sourceOf(option.value.span, model)}\` as` : "without";
  return {
    span: call.calleeSpan,
    message: `\`${written}\` ${how} \`${policy.option}\`: ${consequence[when]}, onto a service that is already failing.`,
    ...(fix && { fix }),
    simulation: retrySimulation({
      waits: when === "after the same wait",
      delayMs: fixedDelayMs(option, policy),
      ...attemptsOf(call, policy, model),
    }),
  };
}

/** `wait_fixed(2)`, or what the library waits unless told otherwise. */
function fixedDelayMs(option: Option, policy: RetryPolicy): number | undefined {
  const value = option.state === "given" ? resolved(option.value) : undefined;
  if (value?.kind !== "call") return policy.defaultDelayMs;
  const seconds = constantOf(value.call.arguments[0]?.value ?? value);
  return typeof seconds === "number" ? 1000 * seconds : undefined;
}

/** Libraries count retries, but tenacity's `stop` counts attempts, and without it there is no end. */
function attemptsOf(
  call: Call,
  policy: RetryPolicy,
  model: CodeModel,
): { readonly attempts?: number; readonly endless: boolean } {
  if (policy.stops !== undefined) return attemptsUntil(keywordOption(call, [policy.stops]));
  const { tries } = policy;
  if (tries === undefined) return { endless: false };
  const option = optionOf(call, policy, tries.option, model, tries.position);
  const retries = option.state === "given" ? constantOf(option.value) : undefined;
  return { endless: false, ...(typeof retries === "number" && { attempts: retries + 1 }) };
}

/** `stop_after_attempt(3)`; other ways to stop are an end too, but not a number. */
function attemptsUntil(stop: Option): { readonly attempts?: number; readonly endless: boolean } {
  const value = stop.state === "given" ? resolved(stop.value) : undefined;
  if (value?.kind !== "call") return { endless: stop.state === "absent" };
  const count = value.call.method === "stop_after_attempt" ? value.call.arguments[0]?.value : undefined;
  const attempts = count && constantOf(count);
  return { endless: false, ...(typeof attempts === "number" && { attempts }) };
}

const consequence = {
  "at once": "failed requests are sent again at once, all of them together",
  "after the same wait": "every retry waits equally long, so clients that failed together come back together",
};

/** `backoff_factor=0`, `wait_none()`: the library's default written out. */
function isZero(option: Option & { readonly state: "given" }): boolean {
  const value = resolved(option.value);
  return value.kind === "call" ? value.call.method === "wait_none" : constantOf(value) === 0;
}

const sourceOf = (span: Span, model: CodeModel): string => model.text.slice(span.start, span.end);

function optionOf(
  call: Call,
  policy: RetryPolicy,
  name: string,
  model: CodeModel,
  position?: number,
): Option {
  if (policy.position === undefined) return keywordOption(call, [name], position);
  return entryOption(call, [name], policy.position, model);
}

function retriesOnce(call: Call, policy: RetryPolicy, model: CodeModel): boolean {
  const { tries } = policy;
  if (tries === undefined) return false;
  const option = optionOf(call, policy, tries.option, model, tries.position);
  if (option.state === "unknown") return true;
  const value = option.state === "given" ? constantOf(option.value) : undefined;
  return value === false || (typeof value === "number" && value <= tries.atMost);
}

function isFixed(option: Option, policy: RetryPolicy): boolean {
  if (option.state === "unknown") return false;
  if (option.state === "absent") return policy.defaultBacksOff !== true;
  const value = resolved(option.value);
  if (value.kind === "call") return policy.fixed?.calls?.test(value.call.method) === true;
  const constant = constantOf(value);
  return constant !== undefined && constant !== null && policy.fixed?.literals?.includes(constant) === true;
}

function fixFor(
  call: Call,
  policy: RetryPolicy,
  option: Option,
  written: string,
  model: CodeModel,
): Fix | undefined {
  if (policy.fix === undefined || option.state === "unknown") return undefined;
  const value = policy.fix.replace("$callee", written);
  const title = `Set \`${policy.option}\` to \`${value}\``;
  if (option.state === "given") {
    return option.value.kind === "literal"
      ? { title, edits: [{ span: option.value.span, newText: value }] }
      : undefined;
  }
  if (policy.position === undefined) {
    return { title, edits: [addArgument(model.text, call, `${policy.option}=${value}`)] };
  }
  const entry = `${policy.option}: ${value}`;
  if (option.object) return { title, edits: [addEntry(model.text, option.object, entry)] };
  if (call.arguments.length !== policy.position) return undefined;
  return { title, edits: [addArgument(model.text, call, `{ ${entry} }`)] };
}

/** `@retry` of tenacity without parentheses: for ever, and at once. */
function bareDecorators(model: CodeModel): Finding[] {
  return model.functions.flatMap(({ decorators }) =>
    decorators
      .filter((decorator) => decorator.kind !== "call" && qualifiedPath(decorator) === "tenacity.retry")
      .map(
        (decorator): Finding => ({
          span: decorator.span,
          severity: "error",
          message: `\`@${sourceOf(decorator.span, model)}\` without \`wait\` and \`stop\` retries at once and for ever: a failure that lasts becomes a flood of requests.`,
          simulation: retrySimulation({ waits: false, endless: true }),
        }),
      ),
  );
}

/** `@backoff.on_exception(backoff.constant, …)`. */
function constantGenerators(model: CodeModel): Finding[] {
  return model.calls.flatMap((call) => {
    if (call.qualified !== "backoff.on_exception" && call.qualified !== "backoff.on_predicate") return [];
    const generator: Expression | undefined = call.arguments[0]?.value;
    if (generator === undefined || qualifiedPath(generator) !== "backoff.constant") return [];
    return [
      {
        span: generator.span,
        message: `\`backoff.constant\` does not back off: retries of a failure that lasts keep arriving at the same rate. Use \`backoff.expo\`.`,
        simulation: constantSimulation(call),
        fix: expoFix(call, generator, model),
      },
    ].map(({ fix, ...finding }) => ({ ...finding, ...(fix && { fix }) }));
  });
}

/** `backoff` counts attempts, and waits a second unless `interval` says otherwise. */
function constantSimulation(call: Call): Simulation {
  const numberOf = (name: string): number | undefined => {
    const option = keywordOption(call, [name]);
    const value = option.state === "given" ? constantOf(option.value) : undefined;
    return typeof value === "number" ? value : undefined;
  };
  const [attempts, seconds] = [numberOf("max_tries"), numberOf("interval")];
  const delayMs = keywordOption(call, ["interval"]).state === "absent" ? 1000 : seconds && 1000 * seconds;
  const endless = ["max_tries", "max_time"].every((name) => keywordOption(call, [name]).state === "absent");
  return retrySimulation({ waits: true, delayMs, attempts, endless });
}

/** `interval` is a parameter of `constant` alone; where it is given, the change is not this small. */
function expoFix(call: Call, generator: Expression, model: CodeModel): Fix | undefined {
  const plain =
    generator.kind === "member" && !call.arguments.some(({ name, spread }) => spread || name === "interval");
  if (!plain) return undefined;
  const newText = sourceOf(generator.span, model).replace(/constant$/, "expo");
  return { title: "Use `backoff.expo`", edits: [{ span: generator.span, newText }] };
}

/** Code models as compact text, so that a test states what it expects in lines one can read. */
import assert from "node:assert/strict";
import type {
  Binding,
  Call,
  CodeModel,
  Context,
  Expression,
  FunctionScope,
  Loop,
  Operation,
  Use,
} from "../../server/model/codeModel.ts";
import { buildModel } from "../../server/model/modelStore.ts";
import type { Parsers } from "../../server/model/parsers.ts";
import { loadedParsers } from "./loadFromDisk.ts";

export function showExpression(expression: Expression | undefined): string {
  if (expression === undefined) return "-";
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value);
    case "text":
      return `\`${expression.parts.map((part, i) => (i === 0 ? part : `\${${showExpression(expression.holes[i - 1])}}${part}`)).join("")}\``;
    case "name":
      return expression.name;
    case "member":
      return `${showExpression(expression.object)}.${expression.property}`;
    case "index":
      return `${showExpression(expression.object)}[${showExpression(expression.index)}]`;
    case "call":
      return showCall(expression.call);
    case "object": {
      const entries = expression.entries.map(({ key, value }) => `${key}: ${showExpression(value)}`);
      return `{${[...entries, ...(expression.hasSpread ? ["…"] : [])].join(", ")}}`;
    }
    case "list":
      return `[${[...expression.items.map(showExpression), ...(expression.hasSpread ? ["…"] : [])].join(", ")}]`;
    case "binary":
      return `(${showExpression(expression.left)} ${expression.operator} ${showExpression(expression.right)})`;
    case "function":
      return `function ${expression.function.name ?? ""}`.trimEnd();
    case "await":
      return `await ${showExpression(expression.operand)}`;
    default:
      return "?";
  }
}

function showCall(call: Call): string {
  const args = call.arguments.map(
    ({ name, value, spread }) =>
      `${spread ? "..." : ""}${name === undefined ? "" : `${name}=`}${showExpression(value)}`,
  );
  return `${call.constructed ? "new " : ""}${showExpression(call.callee)}(${args.join(", ")})`;
}

export function showContext(context: Context): string {
  const parts = [
    ...context.functions.map((f) => `in ${f.name ?? "function"}`),
    ...context.loops.map((loop) => `loop ${loop.kind}`),
    ...context.tries.map(() => "try"),
    ...context.handlers.map(() => "handler"),
    ...(context.className === undefined ? [] : [`class ${context.className}`]),
    ...(context.topLevel ? ["top"] : []),
  ];
  return parts.join(", ");
}

const showers = {
  imports: (model: CodeModel) => model.imports.map(({ module }) => module),
  calls: (model: CodeModel) =>
    model.calls.map((call) => `${call.qualified ?? "?"}: ${call.awaited ? "await " : ""}${showCall(call)}`),
  contexts: (model: CodeModel) => model.calls.map((call) => `${call.method}: ${showContext(call.context)}`),
  origins: (model: CodeModel) =>
    model.calls.flatMap((call) => (call.receiver ? [`${call.method}: ${showExpression(call.origin)}`] : [])),
  bindings: (model: CodeModel) => model.bindings.map(showBinding),
  uses: (model: CodeModel) =>
    model.bindings.flatMap((b) => b.uses.map((use) => `${b.name}: ${showUse(use)}`)),
  functions: (model: CodeModel) => model.functions.map(showFunction),
  loops: (model: CodeModel) => model.loops.map((loop) => showLoop(loop, model)),
  tries: (model: CodeModel) =>
    model.tries.map(({ handlers }) =>
      `try ${handlers.map(({ types }) => `[${types.join(", ")}]`).join(" ")}`.trimEnd(),
    ),
  jumps: (model: CodeModel) => model.jumps.map(({ kind, value }) => `${kind} ${showExpression(value)}`),
  assignments: (model: CodeModel) =>
    model.assignments.map(
      ({ target, operator, value }) => `${showExpression(target)} ${operator} ${showExpression(value)}`,
    ),
  operations: (model: CodeModel) => model.operations.map(showOperation),
  comments: (model: CodeModel) => model.comments.map(({ text }) => text),
};

export type Part = keyof typeof showers;

function showBinding(binding: Binding): string {
  const { kind, name, imported, initialiser, type, exported, constant, topLevel } = binding;
  return [
    `${kind} ${name}`,
    ...(imported === undefined ? [] : [`from ${imported}`]),
    ...(initialiser === undefined ? [] : [`= ${showExpression(initialiser)}`]),
    ...(type === undefined ? [] : [`: ${type}`]),
    ...(exported ? ["exported"] : []),
    ...(constant ? [] : ["varies"]),
    ...(topLevel ? ["top"] : []),
  ].join(" ");
}

function showUse({ role, key, call }: Use): string {
  return [role, ...(key ? [showExpression(key)] : []), ...(call ? [`of ${call.method}()`] : [])].join(" ");
}

function showFunction(f: FunctionScope): string {
  const decorators = f.decorators.map((decorator) => ` @${showExpression(decorator)}`).join("");
  const argument = f.argumentOf ? ` for ${f.argumentOf.method}()` : "";
  return `${f.async ? "async " : ""}${f.name ?? "function"}(${f.parameters.join(", ")})${argument}${decorators}`;
}

function showLoop(loop: Loop, model: CodeModel): string {
  const variables = loop.variables.length > 0 ? ` ${loop.variables.join(", ")}` : "";
  const iterable = loop.iterable ? ` over ${showExpression(loop.iterable)}` : "";
  const condition = loop.condition ? ` while ${showExpression(loop.condition)}` : "";
  const turns = loop.turns === undefined ? "" : ` ×${loop.turns}`;
  const body = model.text.slice(loop.bodySpan.start, loop.bodySpan.end).replaceAll(/\s+/g, " ");
  return `${loop.kind}${variables}${iterable}${condition}${turns} | ${body}`;
}

function showOperation({ expression, usedAs }: Operation): string {
  const use = {
    index: () => (usedAs.kind === "index" ? `index of ${showExpression(usedAs.object)}` : ""),
    initialiser: () => (usedAs.kind === "initialiser" ? `value of ${usedAs.binding.name}` : ""),
    hole: () => (usedAs.kind === "hole" ? `hole in ${showExpression(usedAs.text)}` : ""),
    argument: () =>
      usedAs.kind === "argument" ? `argument ${usedAs.position} of ${usedAs.call.method}()` : "",
    returned: () => (usedAs.kind === "returned" ? `returned by ${usedAs.function.name ?? "function"}` : ""),
    other: () => "other",
  }[usedAs.kind]();
  return `${showExpression(expression)}: ${use}`;
}

export function describeModel(model: CodeModel, part: Part): string[] {
  return showers[part](model);
}

export async function modelOf(
  languageId: string,
  text: string,
  uri = `file:///src/file.${languageId}`,
): Promise<CodeModel> {
  return built(await loadedParsers(), { languageId, text, uri });
}

export function built(parsers: Parsers, input: { languageId: string; text: string; uri: string }): CodeModel {
  const model = buildModel(parsers, input);
  assert.ok(model, `no model for ${input.languageId}: ${parsers.problems.join("; ")}`);
  return model;
}

/** `check("python", source).calls("requests.get: …", …)`: every line of that part of the model, in order. */
export function check(
  languageId: string,
  source: string,
): Record<Part, (...expected: string[]) => Promise<void>> {
  const checkPart =
    (part: Part) =>
    async (...expected: string[]) => {
      assert.deepEqual(describeModel(await modelOf(languageId, source), part), expected);
    };
  const parts = Object.keys(showers) as Part[];
  return Object.fromEntries(parts.map((part) => [part, checkPart(part)])) as ReturnType<typeof check>;
}

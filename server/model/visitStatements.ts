/** Statements: assignments, loops, handlers, jumps, blocks. */
import type {
  AssignFact,
  BoundName,
  ComprehensionFact,
  DeclareFact,
  DeleteFact,
  ExportFact,
  Fact,
  LoopFact,
  PatternFact,
  TryFact,
} from "../languages/facts.ts";
import type { Assignment, Expression, Loop, Span, Try } from "./codeModel.ts";
import { constantLength, constantNumber } from "./constants.ts";
import { inHandler, inLoop, inTry } from "./contexts.ts";
import type { Linker } from "./linker.ts";
import { type Place, returnedFrom } from "./place.ts";
import { assign, type Mutable } from "./scopes.ts";
import { fieldTarget, visitPlace } from "./visitReferences.ts";

export function visitStatement(fact: Fact, linker: Linker): Expression {
  switch (fact.kind) {
    case "assign":
      return visitAssign(fact, linker);
    case "declare":
      visitDeclare(fact, linker);
      break;
    case "delete":
      visitDelete(fact, linker);
      break;
    case "loop":
      visitLoop(fact, linker);
      break;
    case "comprehension":
      visitComprehension(fact, linker);
      break;
    case "try":
      visitTry(fact, linker);
      break;
    case "jump": {
      const jump = {
        kind: fact.jump,
        value: undefined as Expression | undefined,
        span: linker.span(fact),
        context: linker.context,
      };
      linker.jumps.push(jump);
      const place = fact.jump === "return" ? returnedFrom(linker.context.functions[0]) : undefined;
      jump.value = fact.value && linker.visit(fact.value, place);
      break;
    }
    case "block":
      linker.scoped("block", fact.declarations, () => linker.visitAll(fact.body));
      break;
    case "import":
      linker.imports.push({ module: fact.module, span: linker.span(fact) });
      break;
    case "export":
      visitExport(fact, linker);
      break;
    case "opaque":
      linker.visitAll(fact.children);
      break;
  }
  return { kind: "unknown", span: linker.span(fact) };
}

function visitAssign(fact: AssignFact, linker: Linker): Expression {
  const { pattern } = fact;
  const unset: Expression = { kind: "unknown", span: linker.span(fact) };
  const assignment: Mutable<Assignment> = {
    target: unset,
    value: unset,
    operator: fact.operator,
    span: unset.span,
    context: linker.context,
  };
  linker.assignments.push(assignment);
  const places = pattern.places.map((place) => visitPlace(place, "element-write", linker));
  const value = linker.visit(fact.value, valuePlace(fact.value, pattern, linker));
  const plain = fact.operator === "=";
  for (const place of places) {
    const field = fieldTarget(place, fact, linker);
    if (field) assign(field, plain && single(pattern) ? value : undefined);
  }
  for (const name of pattern.names)
    linker.assignName(name.name, name, plain ? partOf(value, name, linker.span(name)) : undefined);
  linker.visitAll(pattern.values);
  assignment.value = value;
  assignment.target = targetOf(pattern, places, linker) ?? unset;
  return value;
}

function targetOf(
  pattern: PatternFact,
  places: readonly Expression[],
  linker: Linker,
): Expression | undefined {
  if (!single(pattern)) return undefined;
  const [name] = pattern.names;
  if (name === undefined) return places[0];
  return {
    kind: "name",
    name: name.name,
    binding: linker.lookup(name.name)?.binding,
    span: linker.span(name),
  };
}

function single({ names, places }: PatternFact): boolean {
  return names.length + places.length === 1 && (names[0]?.path?.length ?? 0) === 0;
}

/** The value of a variable: an operation knows whose initial value it is. */
function valuePlace(value: Fact | undefined, pattern: PatternFact, linker: Linker): Place | undefined {
  if (value?.kind !== "binary") return undefined;
  const [name] = pattern.names;
  const binding = name && single(pattern) ? linker.lookup(name.name)?.binding : undefined;
  return binding && { usedAs: { kind: "initialiser", binding } };
}

/** The part of a value that a name in a pattern is bound to. */
function partOf(value: Expression, { path }: BoundName, span: Span): Expression | undefined {
  return path?.reduce<Expression>(
    (object, step) =>
      typeof step === "string"
        ? { kind: "member", object, property: step, span }
        : { kind: "index", object, index: { kind: "literal", value: step, span }, span },
    value,
  );
}

function visitDeclare(fact: DeclareFact, linker: Linker): void {
  const { pattern } = fact;
  const place = fact.awaited ? { awaited: true, settled: true } : valuePlace(fact.value, pattern, linker);
  const value = fact.value && linker.visit(fact.value, place);
  for (const place of pattern.places) visitPlace(place, "element-write", linker);
  for (const name of pattern.names) {
    if (value) linker.assignName(name.name, name, partOf(value, name, linker.span(name)));
    // Without a path the value comes from somewhere; without a value nothing is assigned yet (`let x`).
    else if (name.path === undefined) linker.assignName(name.name, name, undefined);
  }
  linker.visitAll(pattern.values);
}

function visitDelete(fact: DeleteFact, linker: Linker): void {
  for (const target of fact.targets) {
    if (target.kind === "name") linker.assignName(target.name, target, undefined);
    else visitPlace(target, "element-delete", linker);
  }
}

/** Binds the names of a loop or a handler, whose values are never known. */
function bindUnknown(pattern: PatternFact | undefined, linker: Linker): void {
  if (pattern === undefined) return;
  for (const place of pattern.places) visitPlace(place, "element-write", linker);
  for (const name of pattern.names) linker.assignName(name.name, name, undefined);
  linker.visitAll(pattern.values);
}

function visitLoop(fact: LoopFact, linker: Linker): void {
  const loop: Mutable<Loop> = {
    kind: fact.loop,
    span: linker.span(fact),
    bodySpan: linker.span(fact.bodyAt),
    variables: fact.variables,
    iterable: undefined,
    condition: undefined,
    turns: undefined,
    context: linker.context,
  };
  linker.loops.push(loop);
  loop.iterable = fact.iterable && linker.visit(fact.iterable, { awaited: fact.awaited });
  linker.scoped("block", fact.declarations, () => {
    linker.visitAll(fact.before);
    bindUnknown(fact.pattern, linker);
    // In the order of the text: only `do … while` has its condition below.
    const conditionFirst = fact.condition !== undefined && fact.condition.start < fact.bodyAt.start;
    if (conditionFirst) loop.condition = fact.condition && linker.visit(fact.condition);
    linker.visitAll(fact.update);
    linker.within(inLoop(linker.context, loop), () => linker.visitAll(fact.body));
    if (!conditionFirst) loop.condition = fact.condition && linker.visit(fact.condition);
  });
  linker.visitAll(fact.after);
  const range = linker.adapter.rangeCall;
  if (range && loop.iterable?.kind === "call" && loop.iterable.call.callee.kind === "name") {
    if (loop.iterable.call.callee.name === range) loop.kind = "count";
  }
  linker.pendingTurns.push(() => {
    loop.turns =
      fact.loop === "count"
        ? countTurns(fact, loop)
        : loop.kind === "count"
          ? rangeTurns(loop)
          : constantLength(loop.iterable);
  });
}

/** `for (let i = 0; i < 3; i++)` */
function countTurns(fact: LoopFact, loop: Loop): number | undefined {
  const [before] = fact.before;
  const [update] = fact.update;
  const { condition } = loop;
  if (before?.kind !== "declare" || update?.kind !== "assign" || condition?.kind !== "binary")
    return undefined;
  const name = before.pattern.names[0]?.name;
  const first = before.value?.kind === "literal" ? before.value.value : undefined;
  const step = update.value.kind === "literal" ? update.value.value : undefined;
  const { left } = condition;
  if (left.kind !== "name" || left.name !== name || update.pattern.names[0]?.name !== name) return undefined;
  const last = constantNumber(condition.right);
  if (typeof first !== "number" || typeof step !== "number" || last === undefined || step <= 0)
    return undefined;
  const reach =
    condition.operator === "<" || condition.operator === "!==" || condition.operator === "!="
      ? last - first
      : last - first + 1;
  const rising = update.operator === "+=" && ["<", "<=", "!=", "!=="].includes(condition.operator);
  if (rising) return Math.max(0, Math.ceil(reach / step));
  if (update.operator !== "-=" || (condition.operator !== ">" && condition.operator !== ">="))
    return undefined;
  return Math.max(0, Math.ceil((condition.operator === ">" ? first - last : first - last + 1) / step));
}

/** `range(3)`, `range(1, 4)`, `range(0, 10, 2)` */
function rangeTurns(loop: Loop): number | undefined {
  if (loop.iterable?.kind !== "call") return undefined;
  const numbers = loop.iterable.call.arguments.map(({ value }) => constantNumber(value));
  const [first = 0, last, step = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  if (numbers.includes(undefined) || last === undefined || step === 0) return undefined;
  return Math.max(0, Math.ceil((last - first) / step));
}

function visitComprehension(fact: ComprehensionFact, linker: Linker): void {
  const [outermost] = fact.clauses;
  // The first iterable is evaluated outside of the comprehension's scope.
  const first = outermost && linker.visit(outermost.iterable, { awaited: outermost.awaited });
  const context = linker.context;
  linker.scoped("function", fact.declarations, () => {
    for (const clause of fact.clauses) {
      const iterable =
        clause === outermost ? first : linker.visit(clause.iterable, { awaited: clause.awaited });
      const loop: Mutable<Loop> = {
        kind: "comprehension",
        span: linker.span(fact),
        bodySpan: linker.span(fact.bodyAt),
        variables: clause.pattern.names.map(({ name }) => name),
        iterable,
        condition: undefined,
        turns: undefined,
        context: linker.context,
      };
      linker.loops.push(loop);
      linker.pendingTurns.push(() => {
        loop.turns = constantLength(loop.iterable);
      });
      linker.context = inLoop(linker.context, loop);
      bindUnknown(clause.pattern, linker);
      linker.visitAll(clause.conditions);
    }
    linker.visitAll(fact.results);
  });
  linker.context = context;
}

function visitTry(fact: TryFact, linker: Linker): void {
  const guard: Try = {
    span: linker.span(fact),
    bodySpan: linker.span(fact.bodyAt),
    handlers: fact.handlers.map((handler) => ({
      span: linker.span(handler),
      bodySpan: linker.span(handler.bodyAt),
      types: handler.types,
    })),
    context: linker.context,
  };
  linker.tries.push(guard);
  linker.within(inTry(linker.context, guard), () => linker.visitAll(fact.body));
  for (const handler of fact.handlers) {
    linker.visitAll(handler.typeFacts);
    linker.within(inHandler(linker.context, guard), () =>
      linker.scoped("block", handler.declarations, () => {
        bindUnknown(handler.pattern, linker);
        linker.visitAll(handler.body);
      }),
    );
  }
  linker.visitAll(fact.rest);
}

function visitExport(fact: ExportFact, linker: Linker): void {
  for (const { name, ...at } of fact.names) {
    const tracked = linker.lookup(name);
    if (tracked === undefined) continue;
    tracked.binding.exported = true;
    if (!fact.counted) linker.use(tracked, linker.span(at), "read");
  }
}

/** References: names, members and elements, each recorded as a use of the binding it goes through, with its role. */
import type { At, Fact, IndexFact, MemberFact, NameFact } from "../languages/facts.ts";
import type { Call, Expression, Use } from "./codeModel.ts";
import type { Linker } from "./linker.ts";
import { type ClassScope, type Mutable, type Tracked, trackField } from "./scopes.ts";

/** What is done with the thing referred to. */
export interface Reference {
  readonly expression: Expression;
  /** The use recorded for it, if it goes through a binding. */
  readonly use: Mutable<Use> | undefined;
}

/** Visits the fact as the base of something: `cache` of `cache[k] = v`. */
export function visitReference(fact: Fact, role: Use["role"], linker: Linker, call?: Call): Reference {
  if (fact.kind === "name") return visitName(fact, role, linker, call);
  if (fact.kind === "member") return visitMember(fact, role, linker, call);
  if (fact.kind === "index") return { expression: visitIndex(fact, "element-read", linker), use: undefined };
  return { expression: linker.visit(fact), use: undefined };
}

function visitName(fact: NameFact, role: Use["role"], linker: Linker, call?: Call): Reference {
  const span = linker.span(fact);
  const tracked = linker.lookup(fact.name);
  const use = tracked && linker.use(tracked, span, role, call);
  return { expression: { kind: "name", name: fact.name, binding: tracked?.binding, span }, use };
}

function visitMember(fact: MemberFact, role: Use["role"], linker: Linker, call?: Call): Reference {
  const base = visitReference(fact.object, "member-read", linker);
  if (base.use) base.use.key = propertyName(fact, linker);
  const expression = memberOf(base.expression, fact, linker);
  return { expression, use: useField(expression, role, linker, call) };
}

/** Records a use of the field that `this.x` names; undefined when its object is no instance of a class at hand. */
export function useField(
  member: Expression & { kind: "member" },
  role: Use["role"],
  linker: Linker,
  call?: Call,
): Mutable<Use> | undefined {
  const owner = linker.classOf(member.object);
  return owner && linker.use(mention(owner, member), member.span, role, call);
}

export function visitIndex(
  fact: IndexFact,
  role: "element-read" | "element-write" | "element-delete",
  linker: Linker,
): Expression {
  const { expression: object, use } = visitReference(fact.object, role, linker);
  const index = linker.visit(fact.index, { usedAs: { kind: "index", object } });
  if (use) use.key = index;
  return { kind: "index", object, index, span: linker.span(fact) };
}

/** The target of an assignment or deletion that is no plain name. */
export function visitPlace(fact: Fact, role: "element-write" | "element-delete", linker: Linker): Expression {
  if (fact.kind === "index") return visitIndex(fact, role, linker);
  if (fact.kind !== "member") return linker.visit(fact);
  const { expression: object, use } = visitReference(fact.object, role, linker);
  if (use) use.key = propertyName(fact, linker);
  return memberOf(object, fact, linker);
}

/** `this.x = value`: an assignment to a field. Undefined when the target is no field. */
export function fieldTarget(target: Expression, statement: At, linker: Linker): Tracked | undefined {
  if (target.kind !== "member") return undefined;
  const owner = linker.classOf(target.object);
  if (owner === undefined) return undefined;
  const tracked = mention(owner, target);
  if (tracked.binding.declarationSpan.end === 0) declareField(tracked, target.span, linker.span(statement));
  else linker.use(tracked, target.span, "write");
  return tracked;
}

function declareField(
  tracked: Tracked,
  span: Tracked["binding"]["span"],
  statement: Tracked["binding"]["span"],
): void {
  tracked.binding.span = span;
  tracked.binding.declarationSpan = statement;
}

/** The field of this name, which may turn out never to be assigned: see `settleFields`. */
export function fieldOf(owner: ClassScope, name: string): Tracked {
  const known = owner.fields.get(name);
  if (known) return known;
  const nowhere = { start: 0, end: 0 };
  const tracked = trackField(name, nowhere, nowhere, undefined);
  owner.fields.set(name, tracked);
  return tracked;
}

function mention(owner: ClassScope, member: Expression & { kind: "member" }): Tracked {
  const tracked = fieldOf(owner, member.property);
  const expression = member as Mutable<typeof member>;
  expression.binding = tracked.binding;
  const mentions = owner.mentions.get(member.property);
  if (mentions) mentions.push(expression);
  else owner.mentions.set(member.property, [expression]);
  return tracked;
}

/** At the end of a class: what it never assigns (inherited, or a method) is no field of it. */
export function settleFields(owner: ClassScope, linker: Linker): void {
  for (const [name, tracked] of owner.fields) {
    if (tracked.binding.kind !== "field") continue;
    if (tracked.binding.declarationSpan.end > 0) linker.track([tracked]);
    else for (const expression of owner.mentions.get(name) ?? []) delete expression.binding;
  }
}

function memberOf(object: Expression, fact: MemberFact, linker: Linker): Expression & { kind: "member" } {
  return { kind: "member", object, property: fact.property, span: linker.span(fact) };
}

/** The property's name as an expression, for `Use.key`. */
function propertyName(fact: MemberFact, linker: Linker): Expression {
  const end = linker.base + fact.end;
  return { kind: "literal", value: fact.property, span: { start: end - fact.property.length, end } };
}

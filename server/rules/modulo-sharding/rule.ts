/**
 * `hash(key) % n` to choose a machine. Reported when both halves are evident: the left side is a hash or the id of an
 * entity, and the result (or the divisor) names shards, nodes, servers or the like.
 */
import type { Binding, CodeModel, Expression, Operation } from "../../model/codeModel.ts";
import { familyOf } from "../calleeTable.ts";
import { constantOf, lastName, parts, resolved, wordsOf, writtenPath } from "../expressions.ts";
import type { Rule, Simulation } from "../rule.ts";
import {
  conversions,
  hashWords,
  keyWords,
  localStructure,
  localWords,
  placeWords,
  randomisedHash,
  virtualSlots,
} from "./apis.ts";

type Binary = Operation["expression"];

export const rule: Rule = {
  id: "modulo-sharding",
  check(model, report) {
    for (const operation of model.operations) {
      const { expression } = operation;
      if (expression.operator !== "%" || !placesKey(operation, model)) continue;
      const randomised = familyOf(model.languageId) === "python" && hasRandomisedHash(expression.left);
      const nodes = nodesOf(expression.right);
      report({
        span: expression.span,
        message: randomised ? randomisedMessage : movedMessage(nodes),
        ...(randomised && { severity: "warning" }),
        simulation: simulationOf(nodes),
      });
    }
  },
};

const randomisedMessage =
  "`hash()` of a str or bytes differs in every Python process (PYTHONHASHSEED), so two processes send one key to two places; and with `%`, changing their number moves nearly every key. Hash with a stable function, and place by consistent hashing.";

/** From n to n + 1 parts a key stays put with probability 1 / (n + 1). */
function movedMessage(nodes: number | undefined): string {
  const from = nodes === undefined ? "from n to n + 1 moves n/(n + 1) of all keys" : movedShare(nodes);
  return `A key is placed by remainder (\`%\`): going ${from}, where consistent hashing moves 1/(n + 1).`;
}

function movedShare(nodes: number): string {
  const percent = Math.round((100 * nodes) / (nodes + 1));
  return `from ${nodes} to ${nodes + 1} places moves about ${percent} % of all keys`;
}

/** The engine's limits of nodes; numbers beyond them are not handed over. */
const simulatedNodes = { min: 2, max: 64 };

function simulationOf(nodes: number | undefined): Simulation {
  const known = nodes !== undefined && nodes >= simulatedNodes.min && nodes <= simulatedNodes.max;
  return { engine: "consistent-hashing", preset: "modulo", ...(known && { params: { nodes } }) };
}

/** The number of places when the line knows it. */
function nodesOf(divisor: Expression): number | undefined {
  const constant = constantOf(divisor);
  if (typeof constant === "number") return constant;
  const list = sizedList(divisor);
  const value = list && resolved(list);
  return value?.kind === "list" && !value.hasSpread ? value.items.length : undefined;
}

/** `nodes` of `nodes.length`, `nodes.size` and `len(nodes)`. */
function sizedList(divisor: Expression): Expression | undefined {
  if (divisor.kind === "member" && /^(?:length|size)$/.test(divisor.property)) return divisor.object;
  if (divisor.kind !== "call") return undefined;
  const { method, arguments: given } = divisor.call;
  return method === "len" ? given[0]?.value : undefined;
}

function placesKey(operation: Operation, model: CodeModel): boolean {
  const { left, right } = operation.expression;
  const divisor = constantOf(right);
  if (typeof divisor === "number" && (divisor >= virtualSlots || divisor < 2)) return false;
  if (!isHash(left) && !isKey(left)) return false;
  if (isWithinLocalStructure(operation)) return false;
  const places = placeNames(operation, model);
  const words = [...places, ...namesIn(right)].flatMap(wordsOf);
  return words.some((word) => placeWords.has(word)) && !words.some((word) => localWords.has(word));
}

function isWithinLocalStructure({ context }: Operation): boolean {
  const names = [context.className ?? "", ...context.functions.map(({ name }) => name ?? "")];
  return names.some((name) => localStructure.test(name));
}

/** Names that say what the remainder chooses. */
function placeNames(operation: Operation, model: CodeModel): string[] {
  const { usedAs, context } = operation;
  switch (usedAs.kind) {
    case "index":
      return namesIn(usedAs.object);
    case "initialiser":
      return [usedAs.binding.name, ...collectionsIndexedBy(usedAs.binding, model)];
    case "hole":
      return [wordBefore(operation.expression, usedAs.text, model)];
    case "argument":
      return [writtenPath(usedAs.call.callee) ?? usedAs.call.method];
    case "returned":
      return [usedAs.function.name ?? context.functions[0]?.name ?? ""];
    default:
      return [];
  }
}

/** `shard` of `shard_${…}`. Prose has a space there: "client 7 of …" is a log line. */
function wordBefore(hole: Expression, text: Expression, model: CodeModel): string {
  const before = model.text.slice(text.span.start, hole.span.start);
  return /([A-Za-z]+)[-_:]?(?:\$?\{|["'`]\s*\+\s*(?:str|String)?)\(*$/.exec(before)?.[1] ?? "";
}

/** Names of collections that are read at the place a variable holds: `nodes[i]` with `i` the remainder. */
function collectionsIndexedBy(index: Binding, model: CodeModel): readonly string[] {
  let known = indexedBy.get(model);
  if (known === undefined) {
    known = new Map();
    for (const { name, uses } of model.bindings) {
      for (const { role, key } of uses) {
        const by = role === "element-read" && key?.kind === "name" ? key.binding : undefined;
        if (by) known.set(by, [...(known.get(by) ?? []), name].slice(0, 8));
      }
    }
    indexedBy.set(model, known);
  }
  return known.get(index) ?? [];
}

const indexedBy = new WeakMap<CodeModel, Map<Binding, string[]>>();

/** `numShards`, `this.nodes.length`, `len(shards)`. */
function namesIn(expression: Expression): string[] {
  const own = expression.kind === "name" || expression.kind === "member" ? (lastName(expression) ?? "") : "";
  const inner = expression.kind === "index" ? [expression.object] : parts(expression);
  return [own, ...inner.flatMap(namesIn)].filter((name) => name !== "");
}

/** A hash function's result, also behind a conversion, a shift or a variable. */
function isHash(expression: Expression, depth = 0): boolean {
  if (depth > 10) return false;
  const inner = (part: Expression | undefined): boolean => part !== undefined && isHash(part, depth + 1);
  switch (expression.kind) {
    case "name":
      return hasHashWord(expression.name) || inner(expression.binding?.initialiser);
    case "member":
      return hasHashWord(expression.property) || inner(expression.object);
    case "index":
      return inner(expression.object);
    case "await":
      return inner(expression.operand);
    case "binary":
      return !isCounter(expression) && (inner(expression.left) || inner(expression.right));
    case "call": {
      const { method, receiver, arguments: given } = expression.call;
      if (hasHashWord(method)) return true;
      if (!conversions.has(method.toLowerCase())) return false;
      return inner(receiver) || given.some(({ value }) => inner(value));
    }
    default:
      return false;
  }
}

const hasHashWord = (name: string): boolean => wordsOf(name).some((word) => hashWords.has(word));

/** `(i + 1) % n` goes round; a hash plus a constant does not occur but for salting, which is a shift or a product. */
const isCounter = (expression: Binary): boolean =>
  (expression.operator === "+" || expression.operator === "-") && constantOf(expression.right) === 1;

/** The id of an entity: `userId`, `order.customer_id`, `int(user_id)`. A bare `key` or `id` says enough beside shards. */
function isKey(expression: Expression): boolean {
  if (expression.kind === "call") {
    const { method, arguments: given } = expression.call;
    return conversions.has(method.toLowerCase()) && given[0] !== undefined && isKey(given[0].value);
  }
  if (expression.kind !== "name" && expression.kind !== "member") return false;
  return keyWords.has(wordsOf(lastName(expression) ?? "").at(-1) ?? "");
}

function hasRandomisedHash(expression: Expression): boolean {
  const value = resolved(expression);
  if (value.kind === "call" && value.call.callee.kind === "name") {
    if (value.call.callee.name === randomisedHash && value.call.callee.binding === undefined) return true;
  }
  return parts(value).some(hasRandomisedHash);
}

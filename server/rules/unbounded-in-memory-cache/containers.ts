/**
 * Maps and dicts of a module or class that are used as a cache and never shrink. Every use is accounted for: one that cannot be
 * read as "look up" or "put in" (handed to a function, exported, replaced, measured) may be what bounds the cache.
 */
import type { Binding, CodeModel, Expression, Use } from "../../model/codeModel.ts";
import { familyOf } from "../calleeTable.ts";
import { contains, resolved, sameSpan, someIn, wordsOf, writtenPath } from "../expressions.ts";
import { cacheWords, emptyContainers, fewValued, readers, writers } from "./apis.ts";

export interface GrowingCache {
  readonly binding: Binding;
  /** The use that makes it grow. */
  readonly write: Use;
}

export function growingCaches(model: CodeModel): GrowingCache[] {
  return model.bindings.flatMap((binding) => {
    if (!isCache(binding, model)) return [];
    const write = binding.uses.find((use) => isWrite(use) && growsWithInput(use));
    const known = binding.uses.every((use) => isWrite(use) || isLookup(use, model));
    const isRead = binding.uses.some((use) => isLookup(use, model));
    return write && known && isRead ? [{ binding, write }] : [];
  });
}

function isCache(binding: Binding, model: CodeModel): boolean {
  if (!wordsOf(binding.name).some((word) => cacheWords.has(word))) return false;
  // Another module may bound what is exported; in Python everything is importable and little is imported.
  if (binding.exported && familyOf(model.languageId) === "javascript") return false;
  return isEmptyContainer(binding.initialiser) && livesAsLongAsProcess(binding, model);
}

/** A variable of the module, a static field, or what a Python class body assigns: not one that comes with each object. */
function livesAsLongAsProcess(binding: Binding, model: CodeModel): boolean {
  if (binding.kind === "field") {
    return /\bstatic\b/.test(model.text.slice(binding.declarationSpan.start, binding.span.start));
  }
  if (binding.kind !== "variable") return false;
  return binding.topLevel || !model.functions.some(({ span }) => contains(span, binding.span));
}

function isEmptyContainer(expression: Expression | undefined): boolean {
  if (expression?.kind === "object") return expression.entries.length === 0 && !expression.hasSpread;
  if (expression?.kind !== "call") return false;
  const { callee, arguments: given } = expression.call;
  const path = writtenPath(callee);
  if (path === undefined || !emptyContainers.has(path)) return false;
  return given.every(
    ({ value }) => value.kind === "name" || value.kind === "literal" || value.kind === "function",
  );
}

function isWrite(use: Use): boolean {
  if (use.role === "element-write") return true;
  return use.role === "receiver" && use.call !== undefined && writers.has(use.call.method);
}

function isLookup(use: Use, model: CodeModel): boolean {
  if (use.role === "element-read") return true;
  if (use.role === "receiver") return use.call !== undefined && readers.has(use.call.method.toLowerCase());
  return use.role === "read" && isMembershipTest(use, model);
}

/** `key in cache`. */
function isMembershipTest(use: Use, model: CodeModel): boolean {
  return model.operations.some(
    ({ expression }) => /\bin$/.test(expression.operator) && sameSpan(expression.right.span, use.span),
  );
}

/** Filled while the program runs, under a key that comes from outside. */
function growsWithInput(use: Use): boolean {
  const [scope] = use.context.functions;
  const key = use.role === "receiver" ? use.call?.arguments[0]?.value : use.key;
  if (scope === undefined || key === undefined) return false;
  const parameters = new Set(use.context.functions.flatMap((outer) => outer.parameters));
  let fromOutside = false;
  let few = false;
  const look = (part: Expression): boolean => {
    if (part.kind !== "name") return false;
    if (isFewValued(part)) few = true;
    if (parameters.has(part.name)) fromOutside = true;
    else if (part.binding?.initialiser && someIn(resolved(part), (inner) => inner !== part && look(inner)))
      return true;
    return false;
  };
  someIn(key, look);
  return fromOutside && !few && !isFewValued(key);
}

function isFewValued(key: Expression): boolean {
  const name = key.kind === "name" ? key.name : key.kind === "member" ? key.property : "";
  if (fewValued.has(wordsOf(name).at(-1) ?? "")) return true;
  const type = key.kind === "name" ? key.binding?.type : undefined;
  return (
    type !== undefined &&
    /^[\s:]*(?:boolean|bool|Literal\[|["']|\(|Type\[|type\[|typeof|keyof|Function|Callable)/.test(type)
  );
}

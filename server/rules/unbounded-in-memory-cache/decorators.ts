/** `functools.cache` and `lru_cache(maxsize=None)`: a dict without a limit behind a decorator. */
import type { CodeModel, Expression, FunctionScope } from "../../model/codeModel.ts";
import { constantOf, contains, qualifiedPath, wordsOf } from "../expressions.ts";
import { keywordOption } from "../options.ts";
import type { Fix } from "../rule.ts";
import { fewValued, receivers } from "./apis.ts";

export interface UnboundedDecorator {
  readonly decorator: Expression;
  readonly scope: FunctionScope;
  readonly isMethod: boolean;
  readonly fix: Fix | undefined;
}

const boundedTo = 1024;

export function unboundedDecorators(model: CodeModel): UnboundedDecorator[] {
  return model.functions.flatMap((scope) =>
    scope.decorators.flatMap((decorator): UnboundedDecorator[] => {
      if (!isUnbounded(decorator) || !takesOpenInput(scope, model)) return [];
      const isMethod = scope.context.className !== undefined && receivers.has(scope.parameters[0] ?? "");
      return [{ decorator, scope, isMethod, fix: fixFor(decorator, model) }];
    }),
  );
}

function isUnbounded(decorator: Expression): boolean {
  if (decorator.kind !== "call") return qualifiedPath(decorator) === "functools.cache";
  if (qualifiedPath(decorator.call.callee) !== "functools.lru_cache") return false;
  const limit = keywordOption(decorator.call, ["maxsize"], 0);
  return limit.state === "given" && constantOf(limit.value) === null;
}

/**
 * Has arguments that can take many values. Not so a function that calls itself (dynamic programming, where the cache is
 * the algorithm), and one made anew in each call of another.
 */
function takesOpenInput(scope: FunctionScope, model: CodeModel): boolean {
  if (scope.context.functions.length > 0) return false;
  const inputs = scope.parameters.filter((name) => !receivers.has(name));
  const open = inputs.filter(
    (name) => !fewValued.has(wordsOf(name).at(-1) ?? "") && !isFewTyped(name, scope, model),
  );
  if (open.length === 0) return false;
  return !model.calls.some(({ method, span }) => method === scope.name && contains(scope.bodySpan, span));
}

function isFewTyped(name: string, scope: FunctionScope, model: CodeModel): boolean {
  const parameter = model.bindings.find(
    (binding) => binding.kind === "parameter" && binding.name === name && contains(scope.span, binding.span),
  );
  return /^[\s:]*(?:bool\b|Literal\[|[Tt]ype\[|Callable)/.test(parameter?.type ?? "");
}

function fixFor(decorator: Expression, model: CodeModel): Fix | undefined {
  const title = `Keep the ${boundedTo} results used last`;
  if (decorator.kind === "call") {
    const limit = keywordOption(decorator.call, ["maxsize"], 0);
    if (limit.state !== "given" || limit.value.kind !== "literal") return undefined;
    return { title, edits: [{ span: limit.value.span, newText: String(boundedTo) }] };
  }
  const bounded = `lru_cache(maxsize=${boundedTo})`;
  if (decorator.kind === "member") {
    const written = model.text.slice(decorator.span.start, decorator.span.end).replace(/cache$/, bounded);
    return { title, edits: [{ span: decorator.span, newText: written }] };
  }
  return decorator.kind === "name" ? renamedImportFix(title, decorator, bounded, model) : undefined;
}

/** `from functools import cache`: the name `lru_cache` has to be imported as well. */
function renamedImportFix(
  title: string,
  decorator: Expression & { readonly kind: "name" },
  bounded: string,
  model: CodeModel,
): Fix | undefined {
  const edit = { span: decorator.span, newText: bounded };
  if (
    model.bindings.some(({ imported, name }) => imported === "functools.lru_cache" && name === "lru_cache")
  ) {
    return { title, edits: [edit] };
  }
  const { binding } = decorator;
  if (binding === undefined || binding.name !== "cache") return undefined;
  const end = binding.span.end;
  return { title, edits: [{ span: { start: end, end }, newText: ", lru_cache" }, edit] };
}

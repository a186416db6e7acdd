/**
 * API tables: which call is which library's. Entries are written as one reads them in code, with the import resolved:
 * `requests.{get,post}`, `pg.Pool().query`, `*Stub().*`. A star stands for one name, braces for alternatives, two stars
 * for anything. A table is looked up by the last name of the callee first, so that a file of thousands of calls costs
 * a hash each and not a pass over the table.
 */
import type { Call, CodeModel } from "../model/codeModel.ts";
import { rootOf, writtenPath } from "./expressions.ts";

export interface CalleeEntry {
  readonly callee: string;
  /** Language family in which it exists; both when absent. */
  readonly family?: Family;
}

export type Family = "javascript" | "python";

export function familyOf(languageId: string): Family {
  return languageId === "python" ? "python" : "javascript";
}

interface Compiled<Entry> {
  readonly entry: Entry;
  readonly pattern: RegExp;
}

export class CalleeTable<Entry extends CalleeEntry> {
  readonly #byLastName = new Map<string, Compiled<Entry>[]>();
  readonly #anyName: Compiled<Entry>[] = [];

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const compiled = { entry, pattern: compile(entry.callee) };
      for (const name of new Set(expand(entry.callee).map(lastSegment))) {
        if (name.includes("*")) this.#anyName.push(compiled);
        else this.#byLastName.set(name, [...(this.#byLastName.get(name) ?? []), compiled]);
      }
    }
  }

  /** The entry that describes this call. */
  find(call: Call, model: CodeModel): Entry | undefined {
    const name = calleeName(call, model);
    return name === undefined ? undefined : this.findName(name, model);
  }

  /** The entry for a callee that is known by name. */
  findName(name: string, model: CodeModel): Entry | undefined {
    const family = familyOf(model.languageId);
    const isIt = ({ entry, pattern }: Compiled<Entry>): boolean =>
      (entry.family ?? family) === family && pattern.test(name);
    return (this.#byLastName.get(lastSegment(name))?.find(isIt) ?? this.#anyName.find(isIt))?.entry;
  }
}

const lastSegment = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

/** `a.{b,c}` → `a.b`, `a.c`. */
function expand(pattern: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  const [whole, inside = ""] = braces;
  const rest = pattern.slice(braces.index + whole.length);
  return inside.split(",").flatMap((one) => expand(pattern.slice(0, braces.index) + one + rest));
}

function compile(callee: string): RegExp {
  const sources = expand(callee).map((one) =>
    one.replace(/\*\*|\*|[.()[\]^$+?|\\]/g, (token) => {
      if (token === "**") return ".*";
      return token === "*" ? "[^.()]+" : `\\${token}`;
    }),
  );
  return new RegExp(`^(?:${sources.join("|")})$`);
}

/** Callee in full, through imports, initialisers and declared types; undefined when it cannot be known. */
export function calleeName(call: Call, model: CodeModel): string | undefined {
  const name = call.qualified ?? typedCallee(call, model);
  return name?.replace(/^node:/, "");
}

/** `users.findOne` with `users: Repository<User>` is `typeorm.Repository().findOne` when Repository is imported. */
function typedCallee(call: Call, model: CodeModel): string | undefined {
  const path = writtenPath(call.callee);
  const root = rootOf(call.callee);
  if (path === undefined || root === undefined || path === root.name) return undefined;
  if (root.name !== "this" && root.name !== "self") {
    const type = importedType(root.binding?.type, model);
    return type && `${type}().${path.slice(root.name.length + 1)}`;
  }
  const [, field = "", ...rest] = path.split(".");
  const type = importedType(declarationsOf(model).types.get(field), model);
  return type && rest.length > 0 ? `${type}().${rest.join(".")}` : undefined;
}

/** The imported name of a declared type, its generics and `| undefined` dropped. */
export function importedType(type: string | undefined, model: CodeModel): string | undefined {
  const bare = type
    ?.replace(/^[\s:]*/, "")
    .replace(/^(?:Optional|Annotated|Readonly)[[<]/, "")
    .match(/^[\w$.]+/)?.[0];
  if (bare === undefined) return undefined;
  const [head = "", ...rest] = bare.split(".");
  const imported = declarationsOf(model).imports.get(head);
  return imported && [imported, ...rest].join(".");
}

interface Declarations {
  /** Name of a declared variable, parameter or field → its type, for fields that a constructor's parameters declare. */
  readonly types: ReadonlyMap<string, string>;
  /** Local name → imported name. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Asked once a call and answered once a model. */
const declarations = new WeakMap<CodeModel, Declarations>();

function declarationsOf(model: CodeModel): Declarations {
  const known = declarations.get(model);
  if (known) return known;
  const types = new Map<string, string>();
  const imports = new Map<string, string>();
  for (const { name, type, imported } of model.bindings) {
    if (type !== undefined) types.set(name, type);
    if (imported !== undefined) imports.set(name, imported);
  }
  const found = { types, imports };
  declarations.set(model, found);
  return found;
}

/** True when the file imports a module of this name or below it (`sqlalchemy`, `sqlalchemy.orm`). */
export function importsAny(model: CodeModel, modules: readonly string[]): boolean {
  return model.imports.some(({ module }) => {
    const bare = module.replace(/^node:/, "");
    return modules.some(
      (name) => bare === name || bare.startsWith(`${name}.`) || bare.startsWith(`${name}/`),
    );
  });
}

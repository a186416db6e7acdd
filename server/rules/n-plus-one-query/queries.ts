/**
 * Whether a call is a query. Proof is the library behind the callee, SQL in the first argument, or a shape that no
 * other library has (`Model.objects.get`, `session.query(Model).first()`); a bare `.get()` or `.find()` proves nothing.
 */
import type { Call, CodeModel, Expression, Loop } from "../../model/codeModel.ts";
import { CalleeTable, calleeName, familyOf, importsAny } from "../calleeTable.ts";
import { enclosingCalls } from "../callIndex.ts";
import { contains, resolved, rootOf, sameSpan, someIn, writtenPath } from "../expressions.ts";
import { chainedMethods } from "../options.ts";
import {
  consumingFunctions,
  djangoEvaluating,
  djangoLazy,
  djangoRelated,
  embeddedDatabases,
  manyKeys,
  queryCalls,
  queryEvaluating,
  rowLock,
  rowStatement,
  sessionMethods,
  sqlMethods,
} from "./apis.ts";

export interface Query {
  readonly library: string;
  readonly instead: string;
  readonly writes: boolean;
  readonly batchedPerTick: boolean;
}

const table = new CalleeTable(queryCalls);
const inBulk = "one statement for all keys (`WHERE id IN (…)`, a join, a multi-row `INSERT`)";
const djangoInstead = {
  read: "one query with `__in`, or `annotate` or `select_related` on the outer one",
  create: "one `bulk_create`",
  upsert: "one `bulk_create` with `update_conflicts` or `ignore_conflicts`",
  write: "one `bulk_update`, or one `update` of a filtered query set",
  related: "`prefetch_related` on the outer query",
};
const sqlalchemyInstead = "one query with `Model.id.in_(ids)`, or eager loading with `selectinload`";

/** The query that this call is when it runs in the body of `loop`, else undefined. */
export function queryOf(call: Call, loop: Loop, model: CodeModel): Query | undefined {
  const found =
    listed(call, model) ?? sql(call, model) ?? (isPython(model) ? pythonShape(call, loop, model) : undefined);
  return found === undefined || isByDesign(call, model) || isOtherStatement(call) ? undefined : found;
}

const isPython = (model: CodeModel): boolean => familyOf(model.languageId) === "python";

const query = (library: string, instead: string, writes = false): Query => ({
  library,
  instead,
  writes,
  batchedPerTick: false,
});

function listed(call: Call, model: CodeModel): Query | undefined {
  const path = writtenPath(call.callee);
  // `this.prisma.user.create` cannot be resolved when the service comes from a file of ours; its path says enough.
  const entry = table.find(call, model) ?? (path === undefined ? undefined : table.findName(path, model));
  return entry && { ...entry, writes: entry.writes === true, batchedPerTick: entry.batchedPerTick === true };
}

/** `connection.execute(text("CREATE EXTENSION …"))`: known to be SQL and known not to be about rows. */
function isOtherStatement(call: Call): boolean {
  const statement = sqlText(call.arguments[0]?.value);
  return statement !== undefined && sqlVerb.test(statement);
}

const sqlVerb =
  /^\s*(?:CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE|SET|PRAGMA|VACUUM|ANALYZE|REFRESH|COMMENT|LOCK|USE|SHOW|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|REINDEX|CLUSTER|NOTIFY|LISTEN|CALL)\b/i;

function sql(call: Call, model: CodeModel): Query | undefined {
  const statement =
    sqlMethods.has(call.method) && call.receiver ? sqlText(call.arguments[0]?.value) : undefined;
  if (statement === undefined || !rowStatement.test(statement)) return undefined;
  const name = calleeName(call, model);
  const embedded = name === undefined ? importsAny(model, embeddedDatabases) : isEmbedded(name);
  return embedded ? undefined : query("SQL", inBulk, /^\s*(?:INSERT|UPDATE|DELETE)\b/i.test(statement));
}

const isEmbedded = (name: string): boolean =>
  embeddedDatabases.some(
    (module) => name.startsWith(`${module.replace(/^node:/, "")}.`) || name.startsWith(`${module}(`),
  );

function sqlText(expression: Expression | undefined): string | undefined {
  const value = expression && resolved(expression);
  if (value?.kind === "call" && value.call.method === "text") return sqlText(value.call.arguments[0]?.value);
  if (value?.kind === "literal") return typeof value.value === "string" ? value.value : undefined;
  return value?.kind === "text" ? value.parts.join(" ? ") : undefined;
}

function pythonShape(call: Call, loop: Loop, model: CodeModel): Query | undefined {
  const path = writtenPath(call.callee);
  if (path === undefined) return undefined;
  if (/\.(?:objects|_default_manager)(?:\.\w+\(\))*\.\w+$/.test(path)) {
    if (!isEvaluated(call, model)) return undefined;
    const use = managerUse(call);
    return query("Django", djangoInstead[use], use !== "read");
  }
  if (isRelatedManager(call, loop)) return query("Django", djangoInstead.related);
  if (isSaveOfRow(call, loop)) return query("Django", djangoInstead.write, true);
  const evaluating = queryEvaluating.has(call.method);
  if (evaluating && /(?:^|\.)(?:db|session|db_session)\.query\(\)(?:\.\w+\(\))*\.\w+$/.test(path)) {
    return query("SQLAlchemy", sqlalchemyInstead);
  }
  if (evaluating && /(?:^|\.)[A-Z]\w*\.query(?:\.\w+\(\))*\.\w+$/.test(path)) {
    return query("SQLAlchemy", sqlalchemyInstead);
  }
  return isSessionCall(call, path, model) ? query("SQLAlchemy", sqlalchemyInstead) : undefined;
}

function managerUse(call: Call): keyof typeof djangoInstead {
  const method = call.method.replace(/^a(?=get_or|update|create|delete)/, "");
  if (method === "create") return "create";
  if (method === "update_or_create" || method === "get_or_create") return "upsert";
  return method === "update" || method === "delete" ? "write" : "read";
}

const otherSessions = /^(?:requests|httpx|aiohttp|boto3)\b/;

/** `db.session.execute(stmt)`, `session.get(User, id)` in a file that imports SQLAlchemy. */
function isSessionCall(call: Call, path: string, model: CodeModel): boolean {
  const name = call.qualified ?? "";
  if (!sessionMethods.has(call.method) || otherSessions.test(name) || isEmbedded(name)) return false;
  if (!/(?:^|\.)(?:session|db_session|conn|connection)\.\w+$/.test(path)) return false;
  if (!importsAny(model, ["sqlalchemy", "sqlmodel", "flask_sqlalchemy"])) return false;
  const first = call.arguments[0]?.value;
  // `requests.Session` has a `get` too; its first argument is an address and not a class.
  return (
    call.method !== "get" ||
    (first?.kind === "name" && /^[A-Z]/.test(first.name) && call.arguments.length > 1)
  );
}

/** Evaluates by itself, is run over by a loop, or is handed to `list()` and its like. */
function isEvaluated(call: Call, model: CodeModel): boolean {
  if (djangoEvaluating.has(call.method)) return true;
  if (!djangoLazy.has(call.method) || chainedMethods(call, model).length > 0) return false;
  const isRunOver = model.loops.some(
    ({ iterable }) => iterable !== undefined && sameSpan(iterable.span, call.span),
  );
  const outer = enclosingCalls(call.span, model).filter(({ arguments: given }) =>
    given.some(({ value }) => sameSpan(value.span, call.span)),
  );
  return (
    isRunOver || outer.some(({ callee }) => callee.kind === "name" && consumingFunctions.has(callee.name))
  );
}

/** `author.books.all()` while running over authors that were not fetched with their books. */
function isRelatedManager(call: Call, loop: Loop): boolean {
  const manager = call.receiver;
  if (manager?.kind !== "member" || manager.object.kind !== "name") return false;
  if (!djangoRelated.has(call.method) || !loop.variables.includes(manager.object.name)) return false;
  return isQuerySet(loop.iterable) && !someCall(loop.iterable, (method) => method === "prefetch_related");
}

/** `row.save()` while running over a query set. */
function isSaveOfRow(call: Call, loop: Loop): boolean {
  const row = call.receiver;
  return (
    (call.method === "save" || call.method === "refresh_from_db") &&
    row?.kind === "name" &&
    loop.variables.includes(row.name) &&
    isQuerySet(loop.iterable)
  );
}

function isQuerySet(iterable: Expression | undefined): iterable is Expression {
  if (iterable === undefined) return false;
  return someIn(resolved(iterable), (part) => part.kind === "member" && part.property === "objects");
}

function someCall(expression: Expression, test: (method: string) => boolean): boolean {
  return someIn(resolved(expression), (part) => part.kind === "call" && test(part.call.method));
}

/** Asks for many keys at once, or for one row that it locks. */
function isByDesign(call: Call, model: CodeModel): boolean {
  const chain = chainedMethods(call, model).at(-1) ?? call;
  const text = model.text.slice(call.span.start, chain.span.end);
  if (manyKeys.test(text) || rowLock.test(text)) return true;
  // A statement or condition that was put into a variable first.
  return call.arguments.some(({ value }) => {
    const known = resolved(value);
    return (
      !contains(call.span, known.span) && manyKeys.test(model.text.slice(known.span.start, known.span.end))
    );
  });
}

/** The variable at the root of the call, for messages. */
export function receiverName(call: Call): string | undefined {
  return rootOf(call.callee)?.name;
}

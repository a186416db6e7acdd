/**
 * A call to another machine that may wait for ever. Reported at the call, or once where a client is made whose calls
 * would inherit the limit.
 */
import type { Call, CodeModel, Expression } from "../../model/codeModel.ts";
import { runsInPage } from "../browser.ts";
import { CalleeTable, calleeName, familyOf, importsAny } from "../calleeTable.ts";
import { assignmentsTo, callsNamed, enclosingCalls } from "../callIndex.ts";
import { bindingOf, constantOf, contains, resolved, wordsOf, writtenPath } from "../expressions.ts";
import { addArgument, addEntry } from "../insertions.ts";
import { chainedMethods, entryIn, keywordOption, type Option } from "../options.ts";
import type { Edit, Fix, Rule, Simulation } from "../rule.ts";
import { deadlineCall, type RemoteCall, remoteCalls, watchedImports, watchedPath } from "./apis.ts";

const table = new CalleeTable(remoteCalls);

export const rule: Rule = {
  id: "remote-call-without-timeout",
  check(model, report) {
    if (watchedPath.test(model.path) || importsAny(model, watchedImports)) return;
    for (const call of model.calls) {
      const api = table.find(call, model);
      if (api === undefined || call.arguments.length < (api.minArguments ?? 0)) continue;
      const limit = limitOf(call, api, model);
      const missing = isMissing(limit, api);
      if (!missing || isLimitedElsewhere(call, api, model)) continue;
      const fix = fixFor(call, api, limit, model);
      report({
        span: call.calleeSpan,
        message: messageFor(call, api, limit, model),
        ...(fix && { fix }),
        ...(runsInBrowser(call, model) && { severity: "hint" }),
        simulation: simulationOf(api),
      });
    }
  },
};

/** A pool of callers whose calls hang for as long as this API lets them. */
function simulationOf({ ownLimitMs }: RemoteCall): Simulation {
  const params = ownLimitMs === undefined ? undefined : { hangTime: ownLimitMs };
  return { engine: "timeout", preset: "no-timeout", ...(params && { params }) };
}

/** The option that limits the wait, looked for in every place where the API takes it. */
function limitOf(call: Call, api: RemoteCall, model: CodeModel): Option {
  if (familyOf(model.languageId) === "python") return keywordOption(call, api.options, api.position);
  if (api.options.length === 0) return { state: "absent", object: undefined };
  if (call.arguments.some((argument) => argument.spread)) return { state: "unknown" };
  let absent: Option = { state: "absent", object: undefined };
  for (const position of [api.position ?? 0, ...(api.otherPositions ?? [])]) {
    const argument = call.arguments[position]?.value;
    if (argument === undefined || isAddress(argument) || argument.kind === "function") continue;
    const option = entryIn(argument, api.options, model);
    if (option.state !== "absent") return option;
    if (option.object) absent = option;
  }
  return absent;
}

/** A URL stands where other calls have their options: `got(url)`, `https.get(url, callback)`. */
function isAddress(expression: Expression): boolean {
  const value = resolved(expression);
  if (value.kind === "literal" || value.kind === "text") return true;
  if (value.kind === "call") return /^(?:URL|String|toString)$/.test(value.call.method);
  const name = writtenPath(expression) ?? "";
  return /^(?:ur[li]|href|endpoint|address)$/.test(wordsOf(name).at(-1) ?? "");
}

/** Written as "no limit": `timeout=None`, `timeout: 0`. */
function isNone(value: Expression): boolean {
  const constant = constantOf(value);
  return constant === null || constant === 0;
}

function isMissing(limit: Option, api: RemoteCall): boolean {
  if (limit.state === "given") return isNone(limit.value);
  return limit.state === "absent" && api.onlyWhen === undefined;
}

function isLimitedElsewhere(call: Call, api: RemoteCall, model: CodeModel): boolean {
  if (enclosingCalls(call.span, model).some((outer) => deadlineCall.test(outer.method))) return true;
  if (api.socketDefault && callsNamed("setdefaulttimeout", model).length > 0) return true;
  return (
    isLimitedLater(call, api, model) ||
    isLimitedByClient(call, model) ||
    isLimitedByDefaults(call, model) ||
    isSpecialCase(call, api, model)
  );
}

/** `request.setTimeout(…)`, chained or on the variable that holds the result; and variables we cannot follow. */
function isLimitedLater(call: Call, api: RemoteCall, model: CodeModel): boolean {
  const methods = api.laterMethods;
  if (methods === undefined) return false;
  const setsLimit = (later: Call): boolean =>
    methods.includes(later.method) ||
    (later.method === "on" && constantOf(later.arguments[0]?.value ?? later.callee) === "timeout");
  const chain = chainedMethods(call, model);
  if (chain.some(setsLimit)) return true;
  const holder = model.bindings.find(
    ({ initialiser }) => initialiser?.kind === "call" && startsWith(initialiser, call),
  );
  if (holder === undefined) return false;
  return holder.uses.some((use) => (use.call ? setsLimit(use.call) : use.role === "read"));
}

/** The value is this call, or a chain that begins with it. */
const startsWith = (value: Expression, call: Call): boolean =>
  value.span.start === call.span.start && contains(value.span, call.span);

/** A session with an adapter of its own or a replaced `request`; a gRPC channel with an interceptor. */
function isLimitedByClient(call: Call, model: CodeModel): boolean {
  const path = call.receiver && writtenPath(call.receiver);
  if (path === undefined) return false;
  return (
    callsNamed("mount", model).some(({ receiver }) => receiver && writtenPath(receiver) === path) ||
    ["request", "send", "timeout"].some((property) =>
      assignmentsTo(property, model).some(
        ({ target }) => target.kind === "member" && writtenPath(target.object) === path,
      ),
    )
  );
}

/** `axios.defaults.timeout = …`, `api.defaults.timeout = …`, or a timeout set in an interceptor. */
function isLimitedByDefaults(call: Call, model: CodeModel): boolean {
  const name = calleeName(call, model) ?? "";
  if (!name.startsWith("axios")) return false;
  const defaults = /(?:defaults|config|cfg|req|request|options)$/;
  return ["timeout", "signal"].some((property) =>
    assignmentsTo(property, model).some(
      ({ target }) => target.kind === "member" && defaults.test(writtenPath(target.object) ?? ""),
    ),
  );
}

function isSpecialCase(call: Call, api: RemoteCall, model: CodeModel): boolean {
  if (api.name === "fetch") return isRequestObject(call) || isLocalOrStream(call, model);
  // A limit on each read or on the connection is a limit; a stream is meant to stay open.
  if (api.name === "aiohttp") return call.arguments.some(({ name }) => name?.startsWith("sock_"));
  if (api.name === "gRPC") return isInterceptedOrStream(call, model);
  if (api.name === "superagent") return !call.awaited && !isSent(call, model);
  return false;
}

/** An interceptor may set deadlines; the answer that a loop runs over is a stream. */
function isInterceptedOrStream(call: Call, model: CodeModel): boolean {
  if (callsNamed("intercept_channel", model).length > 0) return true;
  return model.loops.some(({ iterable }) => iterable !== undefined && contains(iterable.span, call.span));
}

/** superagent sends nothing before it is awaited, `.then` or `.end` is called. */
function isSent(call: Call, model: CodeModel): boolean {
  return chainedMethods(call, model).some((later) => later.awaited || /^(?:then|end)$/.test(later.method));
}

/** A Request carries its own signal. */
function isRequestObject(call: Call): boolean {
  const first = call.arguments[0]?.value;
  if (first === undefined) return true;
  const value = resolved(first);
  if (value.kind === "call" && value.call.constructed && value.call.method === "Request") return true;
  if (/\bRequest\b/.test(bindingOf(first)?.type ?? "")) return true;
  return /(?:^|\.)(?:req|request)$/i.test(writtenPath(first) ?? "");
}

/** Data and file URLs do not leave the machine; an event stream has no end to wait for. */
function isLocalOrStream(call: Call, model: CodeModel): boolean {
  const [address, options] = call.arguments;
  const start = address && constantStart(address.value, model);
  if (start !== undefined && /^(?:data|blob|file):/.test(start)) return true;
  const text = options ? model.text.slice(options.span.start, options.span.end) : "";
  return /text\/event-stream/.test(text);
}

/** How a string begins, when that is constant: a hole at its start is no known beginning. */
function constantStart(expression: Expression, model: CodeModel): string | undefined {
  const value = resolved(expression);
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : undefined;
  if (value.kind !== "text") return undefined;
  return model.text
    .slice(value.span.start, value.holes[0]?.span.start)
    .replace(/^[a-zA-Z]*["'`]+|\$?\{$/g, "");
}

/** In a page the user sees the wait and can leave; and a relative address exists only there. */
function runsInBrowser(call: Call, model: CodeModel): boolean {
  if (runsInPage(model)) return true;
  const address = call.arguments[0]?.value;
  return (
    familyOf(model.languageId) === "javascript" &&
    address !== undefined &&
    /^\.{0,2}\//.test(constantStart(address, model) ?? "")
  );
}

function messageFor(call: Call, api: RemoteCall, limit: Option, model: CodeModel): string {
  const written = model.text.slice(call.calleeSpan.start, call.calleeSpan.end).replace(/\s+/g, "");
  if (limit.state === "given") {
    const value = model.text.slice(limit.value.span.start, limit.value.span.end);
    return `\`${written}\` is told to wait without limit (\`${limit.key}\` is \`${value}\`): one peer that hangs holds this caller, and in time all callers.`;
  }
  if (api.client) {
    return `\`${written}\` makes a client without \`${api.options[0]}\`: each call through it waits as long as the peer likes, so one peer that hangs holds every caller.`;
  }
  const way = api.options[0] ?? api.laterMethods?.[0] ?? "timeout";
  return `\`${written}\` has no \`${way}\`: a peer that accepts the connection and then hangs holds this caller, and in time all callers.`;
}

function fixFor(call: Call, api: RemoteCall, limit: Option, model: CodeModel): Fix | undefined {
  const key = limit.state === "given" ? limit.key : api.options[0];
  if (key === undefined) return undefined;
  const edit = editFor(call, api, limit, key, model);
  return edit && { title: `Set \`${key}\` to \`${api.fix}\``, edits: [edit] };
}

function editFor(
  call: Call,
  api: RemoteCall,
  limit: Option,
  key: string,
  model: CodeModel,
): Edit | undefined {
  if (limit.state === "given") {
    const literal = limit.value.kind === "literal";
    return literal ? { span: limit.value.span, newText: api.fix } : undefined;
  }
  if (limit.state === "unknown") return undefined;
  if (familyOf(model.languageId) === "python") return addArgument(model.text, call, `${key}=${api.fix}`);
  const entry = `${key}: ${api.fix}`;
  if (limit.object) return addEntry(model.text, limit.object, entry);
  return callWithoutOptions(call, api) ? addArgument(model.text, call, `{ ${entry} }`) : undefined;
}

/** The options would be the next argument: `fetch(u)`, `axios.post(u, body)`, `axios.create()`. */
function callWithoutOptions(call: Call, api: RemoteCall): boolean {
  const positions = [api.position ?? 0, ...(api.otherPositions ?? [])];
  return api.laterMethods === undefined && positions.includes(call.arguments.length);
}

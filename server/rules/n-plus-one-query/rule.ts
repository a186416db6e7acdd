/**
 * One query a row: the loop's rows came with one query, and each of them costs one more. Deliberately narrower than
 * "await in a loop", most of whose findings are right as they stand.
 */
import type { Call, CodeModel, Loop } from "../../model/codeModel.ts";
import { contains } from "../expressions.ts";
import { endsAfter } from "../jumps.ts";
import type { Rule } from "../rule.ts";
import { seedPath } from "./apis.ts";
import { type Query, queryOf } from "./queries.ts";
import { rowLoopOf } from "./turns.ts";

export const rule: Rule = {
  id: "n-plus-one-query",
  check(model, report) {
    if (model.file.migration || seedPath.test(model.path)) return;
    const reported = new Set<number>();
    for (const call of model.calls) {
      if (call.context.loops.length === 0) continue;
      const loop = rowLoopOf(call, model);
      const query = loop && queryOf(call, loop, model);
      if (loop === undefined || query === undefined || isSentTogether(query, loop)) continue;
      if (endsAfter(call.span, loop, model)) continue;
      // A chain (`execute(…).scalars().all()`) is one query, whichever of its calls are listed.
      if (reported.has(call.span.start)) continue;
      reported.add(call.span.start);
      report({
        span: call.calleeSpan,
        message: messageFor(call, query, loop, model),
        ...(query.writes && { severity: "information" }),
      });
    }
  },
};

/** `Promise.all(ids.map((id) => prisma.user.findUnique(…)))`: Prisma's data loader makes one `IN` query of a tick. */
function isSentTogether(query: Query, loop: Loop): boolean {
  return query.batchedPerTick && loop.kind === "callback";
}

function messageFor(call: Call, query: Query, loop: Loop, model: CodeModel): string {
  const written = model.text.slice(call.calleeSpan.start, call.calleeSpan.end).replace(/\s+/g, "");
  const shown = written.length > 60 ? `…${written.slice(-59)}` : written;
  return `\`${shown}\` is one round trip to the database (${query.library}) for each turn of the loop over ${rowsOf(loop, model)}: n rows cost n round trips. Prefer ${query.instead}.`;
}

function rowsOf(loop: Loop, model: CodeModel): string {
  const span = loop.iterable?.span;
  if (span === undefined || !contains(loop.span, span) || span.end - span.start > 40) return "the rows";
  return `\`${model.text.slice(span.start, span.end)}\``;
}

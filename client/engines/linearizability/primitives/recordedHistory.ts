/**
 * Reads histories as test harnesses record them: a list of events, each with `process`, `type` (invoke, ok, fail, info),
 * `f`, `value`, and `key` where there are several objects. Three notations are told apart by themselves:
 *
 *     {"process": 0, "type": "invoke", "f": "write", "value": 3}            JSON, one event a line, or one array of them
 *     {:process 0, :type :invoke, :f :write, :value 3}                      EDN (Jepsen, Knossos), likewise
 *     INFO  jepsen.util - 0  :invoke  :write  3                             lines of Jepsen's log
 *
 * An event's position is its time. An operation without an end, or with `info`, has no known outcome; it fails if it says
 * `fail`. Events of processes that are no numbers (Jepsen's nemesis) are passed over.
 */
import { EdnError, parseEdn } from "./edn.ts";
import type { OperationRecord } from "./operationRecord.ts";

export interface RecordedHistory {
  /** In the order of their calls. */
  readonly operations: readonly OperationRecord[];
  /** What could not be understood; the rest is in `operations`. */
  readonly problems: readonly string[];
}

export interface HistoryOptions {
  /** Values are `[key, value]`, as Jepsen's independent tests write them. */
  readonly keyedValues?: boolean;
}

type HistoryEvent = Readonly<Record<string, unknown>>;

const LOG_LINE = /^\S+\s+jepsen\S*\s+-\s+(\S+)\s+:(invoke|ok|fail|info)\s+:(\S+)\s+(.*)$/;

export function readRecordedHistory(text: string, options: HistoryOptions = {}): RecordedHistory {
  const problems: string[] = [];
  const operations = pairEvents(readEvents(text, problems), options, problems);
  return { operations, problems };
}

function readEvents(text: string, problems: string[]): HistoryEvent[] {
  if (text.split("\n", 100).some((line) => LOG_LINE.test(line))) return logEvents(text, problems);
  try {
    const start = /[[({][^\n]{0,400}/.exec(text)?.[0] ?? "";
    const values = /^[[{\s]*"/.test(start) ? parseJsonLines(text) : parseEdn(text);
    const events = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]));
    return events.filter((event): event is HistoryEvent => {
      const fits = typeof event === "object" && event !== null && !Array.isArray(event);
      if (!fits) problems.push(`no event: ${JSON.stringify(event)}`);
      return fits;
    });
  } catch (error) {
    if (!(error instanceof EdnError || error instanceof SyntaxError)) throw error;
    problems.push(error.message);
    return [];
  }
}

function parseJsonLines(text: string): unknown[] {
  if (text.trimStart().startsWith("[")) return JSON.parse(text) as unknown[];
  return text
    .split("\n")
    .filter((line) => /\S/.test(line))
    .map((line) => JSON.parse(line) as unknown);
}

function logEvents(text: string, problems: string[]): HistoryEvent[] {
  return text.split("\n").flatMap((line) => {
    const parts = LOG_LINE.exec(line);
    if (parts === null) return [];
    const [, process, type, f, value] = parts as unknown as [string, string, string, string, string];
    try {
      const number = /^\d+$/.test(process) ? Number(process) : process;
      return [{ process: number, type, f, value: parseEdn(value)[0] ?? null }];
    } catch (error) {
      if (!(error instanceof EdnError)) throw error;
      problems.push(`${line.slice(0, 80)}: ${error.message}`);
      return [];
    }
  });
}

function pairEvents(
  events: readonly HistoryEvent[],
  options: HistoryOptions,
  problems: string[],
): OperationRecord[] {
  const operations: OperationRecord[] = [];
  const open = new Map<number, number>();
  events.forEach((event, position) => {
    const { process, type, f } = event;
    if (typeof process !== "number") return;
    const { key, value } = keyAndValue(event, options);
    const at = open.get(process);
    if (type === "invoke") {
      if (at !== undefined)
        problems.push(`event ${position}: process ${process} calls before its last call ended`);
      open.set(process, operations.length);
      const common = { process, f: String(f), input: value, output: null };
      const record = { ...common, outcome: "info" as const, called: position, returned: Infinity };
      operations.push(key === undefined ? record : { ...record, key });
      return;
    }
    if (type !== "ok" && type !== "fail" && type !== "info") {
      problems.push(`event ${position}: unknown type ${JSON.stringify(type)}`);
      return;
    }
    if (at === undefined) {
      if (type !== "info") problems.push(`event ${position}: process ${process} ends what it did not begin`);
      return;
    }
    open.delete(process);
    if (type === "info") return;
    operations[at] = { ...operations[at]!, output: value, outcome: type, returned: position };
  });
  return operations;
}

function keyAndValue(event: HistoryEvent, { keyedValues }: HistoryOptions): { key: unknown; value: unknown } {
  const { key, value = null } = event;
  if (keyedValues !== true || !Array.isArray(value)) return { key, value };
  return { key: (value as unknown[])[0], value: (value as unknown[])[1] ?? null };
}

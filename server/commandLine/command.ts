/** The contract of a command of `designwise`, and the outside world as it sees it. */
import type { Content } from "../content/types.ts";
import type { Workspace } from "../workspace.ts";

/** Exit codes: clean, findings (or an unmet expectation), wrong use or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** Shape of `parseArgs` options: what flags a command takes. */
export type Options = Readonly<
  Record<
    string,
    { readonly type: "string" | "boolean"; readonly multiple?: boolean; readonly short?: string }
  >
>;

export interface Invocation {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Below the path that was listed, with forward slashes; the name, when that was the file itself. */
  readonly below: string;
}

export interface World {
  readonly content: Content;
  loadGrammar(file: string): Promise<Uint8Array>;
  /** Files below a path (itself when it is one), in a stable order; throws when there is no such path. */
  list(path: string): Promise<readonly FoundFile[]>;
  read(path: string): Promise<Uint8Array>;
  /** As users know the file: relative to where they stand. */
  relative(path: string): string;
  uriOf(path: string): string;
  /** The folder where they stand, as an editor would open it. */
  readonly workspace: Workspace;
  /** Milliseconds of a monotonic clock. */
  nowMs(): number;
  out(text: string): void;
  error(text: string): void;
  /** The error stream is a terminal: progress is welcome. */
  readonly terminal: boolean;
  /** The output is a terminal that shows colours. */
  readonly colour: boolean;
  /** Of this package. */
  readonly version: string;
}

export interface Command {
  readonly name: string;
  /** After `designwise`, for the usage text. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  run(invocation: Invocation, world: World): Promise<ExitCode>;
}

/** Thrown for wrong use: the message is shown with the usage, and the exit code is 2. */
export class UsageError extends Error {}

export function stringOf(invocation: Invocation, name: string): string | undefined {
  const value = invocation.values[name];
  return typeof value === "string" ? value : undefined;
}

export function stringsOf(invocation: Invocation, name: string): readonly string[] {
  const value = invocation.values[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** One of `allowed`, the first when the flag is absent. */
export function choiceOf<T extends string>(
  invocation: Invocation,
  name: string,
  allowed: readonly [T, ...T[]],
): T {
  const value = stringOf(invocation, name);
  if (value === undefined) return allowed[0];
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${allowed.join(", ")}, not "${value}".`);
  return found;
}

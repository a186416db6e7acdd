/**
 * Running other programs from the developer scripts: found on the PATH, their output captured and shown only when they
 * fail, whole process groups ended. No shell anywhere, so no argument needs quoting.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program when it runs longer. */
  readonly deadlineMs?: number;
}

export interface RunResult {
  /** Exit code; 1 when a signal ended it. */
  readonly code: number;
  /** stdout and stderr as they came, interleaved. */
  readonly output: string;
  readonly stdout: string;
  /** It was ended at its deadline. */
  readonly late: boolean;
}

/** Time to end what it has itself started in groups of their own. */
const goodbyeMs = 3_000;

/** The full path of a program, or undefined. */
export function onPath(program: string): string | undefined {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const suffix of suffixes) {
      const candidate = join(folder, program + suffix);
      if (folder !== "" && existsSync(candidate)) return candidate;
    }
  }
  return undefined;
}

/** Runs to the end and never throws on a failing program; throws only when it cannot be started. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const forget = endWithThisProcess(child);
    let output = "";
    let stdout = "";
    let late = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const timers: NodeJS.Timeout[] = [];
    if (options.deadlineMs !== undefined) {
      const end = () => {
        late = true;
        output += `\nEnded: it ran longer than ${options.deadlineMs! / 1000} s.`;
        killGroup(child, "SIGTERM");
        timers.push(setTimeout(() => killGroup(child, "SIGKILL"), goodbyeMs));
      };
      timers.push(setTimeout(end, options.deadlineMs));
    }
    child.on("error", reject);
    child.on("close", (code) => {
      for (const timer of timers) clearTimeout(timer);
      forget();
      resolve({ code: code ?? 1, output, stdout, late });
    });
  });
}

/** As `run`, but a failing program is an error that carries the end of its output. */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const result = await run(program, args, options);
  if (result.code === 0) return result;
  const tail = result.output.trimEnd().split("\n").slice(-40).join("\n");
  throw new Error(`${program} ${args.join(" ")} failed (exit code ${result.code}):\n${tail}`);
}

/** npm as this machine has it configured, without what an outer `npm run` left in the environment for its own package. */
export function runNpm(args: readonly string[], cwd: string): Promise<RunResult> {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const outer = /^npm_(package|lifecycle)_|^npm_config_(local_prefix|ignore_scripts)$|^INIT_CWD$/.test(
      name,
    );
    if (!outer) env[name] = value;
  }
  const script = process.env.npm_execpath;
  if (script?.endsWith("npm-cli.js")) return mustRun(process.execPath, [script, ...args], { cwd, env });
  return mustRun(onPath("npm") ?? "npm", args, { cwd, env });
}

/** Signals a detached child and all it started. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

const living = new Set<ChildProcess>();
let watching = false;

/** A detached child outlives Ctrl-C and a crash of ours, unless we end it; returns how to stop caring. */
export function endWithThisProcess(child: ChildProcess): () => void {
  living.add(child);
  if (!watching) {
    watching = true;
    process.on("exit", () => {
      for (const one of living) killGroup(one, "SIGKILL");
    });
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      process.on(signal, () => process.exit(code));
    }
  }
  return () => living.delete(child);
}

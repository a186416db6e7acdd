/**
 * Starts an installed VS Code server and says where it answers. It picks its own port (asking for 0 leaves no gap in
 * which another program could take it) and tells us on its output, so nothing here polls.
 */
import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Installed } from "./codeServerInstall.ts";
import { endWithThisProcess, killGroup } from "./process.ts";

export { type Installed, installCodeServer } from "./codeServerInstall.ts";

export interface LaunchOptions {
  /** Holds user data, server data and extensions; fresh for a test, kept between starts for a person. */
  readonly stateFolder: string;
  /** Added to the environment, which the extension host inherits. */
  readonly env?: Readonly<Record<string, string>>;
  /** 0 = any free port. */
  readonly port?: number;
}

export interface RunningServer {
  readonly port: number;
  /** What the server wrote so far: the first thing to read when something is wrong. */
  output(): string;
  /** Resolves when the server has ended, for whatever reason, with its exit code (1 for a signal). */
  readonly ended: Promise<number>;
  /** Ends the server and all it started; resolves when they are gone. */
  stop(): Promise<void>;
}

const startDeadlineMs = 60_000;

/** Throws with the server's output when it ends, or says nothing of a port, before the deadline. */
export async function launchCodeServer(installed: Installed, options: LaunchOptions): Promise<RunningServer> {
  const folder = (name: string) => join(options.stateFolder, name);
  for (const name of ["user-data", "server-data", "extensions"]) {
    await mkdir(folder(name), { recursive: true });
  }
  const args = [
    join(installed.vscodeFolder, "out", "server-main.js"),
    ...["--host", "127.0.0.1", "--port", String(options.port ?? 0)],
    ...["--without-connection-token", "--accept-server-license-terms"],
    ...["--user-data-dir", folder("user-data"), "--server-data-dir", folder("server-data")],
    ...["--extensions-dir", folder("extensions")],
    ...["--telemetry-level", "off", "--disable-telemetry", "--disable-workspace-trust"],
    ...(installed.server.smokeTestDriver ? ["--enable-smoke-test-driver"] : []),
  ];
  const child = spawn(installed.nodePath, args, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: serverEnvironment(options.env ?? {}),
  });
  const forget = endWithThisProcess(child);
  let output = "";
  const ended = new Promise<number>((resolve) => {
    child.on("error", (error) => {
      output += String(error);
      resolve(1);
    });
    child.on("close", (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (why: string) => {
      killGroup(child, "SIGKILL");
      reject(new Error(`VS Code ${installed.server.vscode}'s server ${why}:\n${output}`));
    };
    const deadline = setTimeout(() => fail(`did not start in ${startDeadlineMs / 1000} s`), startDeadlineMs);
    const read = (text: string) => {
      output += text;
      const said = /Extension host agent listening on (\d+)/.exec(output);
      if (said === null) return;
      clearTimeout(deadline);
      resolve(Number(said[1]));
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    void ended.then((code) => {
      clearTimeout(deadline);
      fail(`ended with code ${code}`);
    });
  });
  const stop = async () => {
    killGroup(child, "SIGTERM");
    // Language servers and the extension host sit in the same group and need no time to say goodbye.
    const impatient = setTimeout(() => killGroup(child, "SIGKILL"), 2_000);
    await ended;
    clearTimeout(impatient);
    killGroup(child, "SIGKILL");
  };
  return { port, ended, stop, output: () => output };
}

/** Ours minus what would make another version of Node, or another VS Code, behave differently. */
function serverEnvironment(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(NODE_OPTIONS|VSCODE_|ELECTRON_)/.test(name)) env[name] = value;
  }
  return { ...env, ...added };
}

/** The address that opens `workspace` with the extension in `extension` loaded from its folder. */
export function workbenchUrl(
  port: number,
  workspace: string,
  extension: string,
  payload: readonly (readonly [string, string])[] = [],
): string {
  const all = [
    ["extensionDevelopmentPath", remotePath(port, extension)],
    ["skipWelcome", "true"],
    ...payload,
  ];
  const query = `folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(all))}`;
  return `http://localhost:${port}/?${query}`;
}

/** How the workbench names a path of the server's machine. */
export function remotePath(port: number, path: string): string {
  return `vscode-remote://localhost:${port}${path}`;
}

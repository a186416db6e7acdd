/**
 * Installs VS Code's server build into a cache outside the repository. The package's own install script is not used: it
 * downloads from places that a machine with nothing but package registries cannot reach. What it would have done is done
 * here with npm, a compiler and a ripgrep of the machine.
 */
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { type VscodeServer, vscodeServers } from "./codeServerVersions.ts";
import { onPath, runNpm } from "./process.ts";

export interface Installed {
  readonly server: VscodeServer;
  /** The Node binary to run it with. */
  readonly nodePath: string;
  /** The folder that holds `out/server-main.js`. */
  readonly vscodeFolder: string;
}

export type Progress = (line: string) => void;

/** Raised when the recipe below changes, so that what an older recipe installed is not taken for good. */
const recipe = 2;

/** `DESIGNWISE_CACHE`, else a folder of the user's cache: shared by all checkouts, since an install takes a minute. */
export function cacheFolder(): string {
  return resolve(process.env.DESIGNWISE_CACHE ?? join(homedir(), ".cache", "designwise"));
}

/**
 * Installs once; later calls only read a stamp. Safe when two processes start at the same time: each builds in a folder of
 * its own and the first to finish wins. Throws with a sentence that says what is missing or which step failed.
 */
export async function installCodeServer(version: string, progress: Progress = () => {}): Promise<Installed> {
  const server = vscodeServers.find((one) => one.codeServer === version);
  if (server === undefined) {
    const known = vscodeServers.map((one) => one.codeServer).join(", ");
    throw new Error(`code-server ${version} is not one that we know how to run (known: ${known}).`);
  }
  const nodePath = await installNode(server.nodeMajor, progress);
  const folder = await installOnce(`code-server-${version}`, progress, (target) =>
    buildServer(server, target, progress),
  );
  return { server, nodePath, vscodeFolder: join(folder, vscodeInside) };
}

const quiet = ["--no-audit", "--no-fund"];
const vscodeInside = join("node_modules", "code-server", "lib", "vscode");

/** A Node of the wanted major version: this process's own when it fits, else npm's package of the binary. */
export async function installNode(major: number, progress: Progress = () => {}): Promise<string> {
  if (Number(process.versions.node.split(".")[0]) === major) return process.execPath;
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = await installOnce(`node-${major}`, progress, async (target) => {
    progress(`installing Node ${major} (npm package ${name})`);
    await runNpm(["install", "--ignore-scripts", ...quiet, `${name}@${major}`], target);
  });
  return join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
}

async function installOnce(
  name: string,
  progress: Progress,
  build: (target: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name);
  const stamp = JSON.stringify({ name, recipe });
  if (await stamped(folder, stamp)) return folder;
  const partial = `${folder}.partial-${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    // Without a package.json of its own npm would install into the nearest folder above that has one.
    await writeFile(join(partial, "package.json"), JSON.stringify({ private: true, name }));
    await build(partial);
    await writeFile(join(partial, "stamp.json"), stamp);
    // Another process may have finished the same install meanwhile; then ours is not needed.
    if (!(await stamped(folder, stamp))) {
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder);
    }
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  progress(`installed ${name} in ${dirname(folder)}`);
  return folder;
}

async function stamped(folder: string, stamp: string): Promise<boolean> {
  const path = join(folder, "stamp.json");
  return existsSync(path) && (await readFile(path, "utf8")) === stamp;
}

async function buildServer(server: VscodeServer, target: string, progress: Progress): Promise<void> {
  requireBuildTools();
  progress(`installing VS Code ${server.vscode} (npm package code-server@${server.codeServer})`);
  await runNpm(["install", "--ignore-scripts", ...quiet, `code-server@${server.codeServer}`], target);
  const vscode = join(target, vscodeInside);
  await runNpm(["install", "--omit=dev", "--ignore-scripts", ...quiet], vscode);
  // The built-in extensions' one dependency: without it there is no TypeScript, and a notice says so at every start.
  await runNpm(["install", "--omit=dev", "--ignore-scripts", ...quiet], join(vscode, "extensions"));
  progress(`compiling native modules: ${server.nativeModules.join(", ")}`);
  await runNpm(["rebuild", ...server.nativeModules], vscode);
  await provideRipgrep(vscode, target, progress);
}

function requireBuildTools(): void {
  const missing = ["python3", "make", "g++"].filter((tool) => onPath(tool) === undefined);
  if (missing.length > 0) {
    throw new Error(
      `VS Code's server build compiles native modules and needs ${missing.join(", ")}, which the PATH does not hold. ` +
        "On Debian: apt-get install python3 make g++.",
    );
  }
}

/**
 * The editor searches files with ripgrep; without it `workspace.findFiles` finds nothing and says nothing. Newer builds
 * carry it, older ones mean to download it: these get the machine's own, else the one that npm has.
 */
async function provideRipgrep(vscode: string, target: string, progress: Progress): Promise<void> {
  const modules = join(vscode, "node_modules", "@vscode");
  if (existsSync(join(modules, "ripgrep-universal"))) return;
  const bin = join(modules, "ripgrep", "bin");
  let found = onPath("rg");
  if (found === undefined) {
    const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
    progress(`installing ripgrep (npm package ${name})`);
    await runNpm(["install", "--ignore-scripts", ...quiet, name], target);
    // Relative, because the finished folder is renamed.
    found = relative(bin, join(target, "node_modules", name, "bin", "rg"));
  }
  await mkdir(bin, { recursive: true });
  await rm(join(bin, "rg"), { force: true });
  await symlink(found, join(bin, "rg"));
}

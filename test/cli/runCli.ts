/** Runs the built `designwise` as a user would, in a folder of its own. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const cli = path.resolve(import.meta.dirname, "../../dist/cli.cjs");

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export function designwise(args: readonly string[], folder = process.cwd()): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, ...args], { cwd: folder, maxBuffer: 1 << 28 }, (failed, out, error) => {
      const code = failed ? failed.code : 0;
      if (typeof code === "number") resolve({ code, out, error });
      else reject(failed);
    });
  });
}

/** A folder that is gone after `use`. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "designwise-cli-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

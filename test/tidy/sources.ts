/** The project's own source files and what they import, read once: the ground of every tidy check. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** Resolved to root-relative paths when relative, else as written (`vscode`, `node:fs`). */
  readonly imports: readonly string[];
}

const importPattern =
  /^\s*(?:import|export)\b[^"';]*?\bfrom\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Every TypeScript file that git knows or would add, fixtures and generated files left out. */
export function sourceFiles(): readonly SourceFile[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts"], {
    cwd: root,
  });
  return listed
    .toString()
    .split("\n")
    .filter((file) => /^(client|server|test)\//.test(file) && !/\/fixtures\/|\/sample\/|\.d\.ts$/.test(file))
    .flatMap((file) => readSource(file) ?? []);
}

function readSource(file: string): SourceFile | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(root, file), "utf8");
  } catch {
    return undefined; // Deleted, not yet committed.
  }
  const imports = [...text.matchAll(importPattern)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? "";
    return target.startsWith(".") ? path.posix.join(path.posix.dirname(file), target) : target;
  });
  return { file, text, imports };
}

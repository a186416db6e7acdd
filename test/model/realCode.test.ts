/** Real sources that none of us wrote: models are built of all of them, and their offsets name what they should. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { CodeModel } from "../../server/model/codeModel.ts";
import { built } from "./describeModel.ts";
import { loadedParsers } from "./loadFromDisk.ts";

const languages: Record<string, string> = {
  ".ts": "typescript",
  ".js": "javascript",
  ".cjs": "javascript",
  ".mjs": "javascript",
  ".py": "python",
};
const largest = 200_000;

function sources(folder: string, limit: number): string[] {
  const found: string[] = [];
  const walk = (at: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const file = path.join(at, entry.name);
      if (found.length >= limit) return;
      if (entry.isDirectory()) walk(file);
      else if (languages[path.extname(file)] && statSync(file).size < largest) found.push(file);
    }
  };
  walk(folder);
  return found;
}

function checkOffsets(model: CodeModel, file: string): void {
  const textAt = ({ start, end }: { start: number; end: number }) => model.text.slice(start, end);
  for (const { binding, use } of model.bindings.flatMap((b) => b.uses.map((u) => ({ binding: b, use: u })))) {
    const written = textAt(use.span);
    assert.ok(
      written === binding.name ||
        (binding.kind === "field" && written.endsWith(binding.name)) ||
        written.includes(binding.name),
      `${file}: ${written} for ${binding.name}`,
    );
  }
  for (const call of model.calls) {
    assert.ok(
      textAt(call.span).startsWith(textAt(call.calleeSpan)) ||
        call.constructed ||
        textAt(call.span).startsWith("("),
      file,
    );
    assert.ok(
      call.argumentsSpan.start >= call.calleeSpan.start && call.argumentsSpan.end <= call.span.end,
      file,
    );
    if (call.method) assert.ok(textAt(call.calleeSpan).includes(call.method), `${file}: ${call.method}`);
  }
}

/** The standard library of the Python that is here, if any. */
function pythonLibrary(): string | undefined {
  try {
    return execFileSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], {
      encoding: "utf8",
    }).trim();
  } catch {
    return undefined;
  }
}

describe("real code", () => {
  for (const folder of [
    "vscode-languageserver/lib",
    "playwright-core/types",
    "limiter",
    "d3-shape/dist",
    "yaml/dist",
    "markdown-it/dist",
  ]) {
    it(folder, async function () {
      this.timeout(30_000);
      const parsers = await loadedParsers();
      const files = sources(path.join("node_modules", folder), 40);
      assert.ok(files.length > 0, `no sources in ${folder}`);
      for (const file of files) {
        const languageId = languages[path.extname(file)] ?? "";
        checkOffsets(
          built(parsers, { uri: `file:///${file}`, languageId, text: readFileSync(file, "utf8") }),
          file,
        );
      }
    });
  }
  const library = pythonLibrary();
  if (library !== undefined) {
    it("Python's standard library (asyncio, concurrent, http)", async function () {
      this.timeout(30_000);
      const parsers = await loadedParsers();
      for (const folder of ["asyncio", "concurrent", "http"]) {
        for (const file of sources(path.join(library, folder), 40)) {
          checkOffsets(
            built(parsers, {
              uri: `file:///${file}`,
              languageId: "python",
              text: readFileSync(file, "utf8"),
            }),
            file,
          );
        }
      }
    });
  }
});

/** The .vsix holds what runs in an editor and nothing else: no sources, no maps, no tests, nobody's notes. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { root } from "./sources.ts";

/** Built for other uses than the extension: the command line and the library of engines. */
const notShipped = ["cli.cjs", "engines.mjs"];

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly icon: string;
}

describe("the package", () => {
  let files: readonly string[] = [];
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;

  before(async () => {
    const listed = await listFiles({ cwd: root, packageManager: PackageManager.None });
    files = listed.map((file) => file.replaceAll("\\", "/"));
  });

  it("holds only what runs", () => {
    const allowed =
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE(\.txt)?|media\/.+|dist\/[\w.]+\.(cjs|js|css|ttf)|dist\/grammars\/([\w-]+\.wasm|\w+\/[\w.]+\.scm))$/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file)),
      [],
    );
  });

  it("holds everything that the build makes for the editor", () => {
    const built = readdirSync(path.join(root, "dist"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".map") && !notShipped.includes(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
    assert.deepEqual(
      built.filter((file) => !files.includes(file)),
      [],
    );
  });

  it("holds what its manifest names", () => {
    const named = [manifest.main, manifest.browser, manifest.icon].map((file) => path.posix.normalize(file));
    assert.ok(files.includes("README.md"), "README.md is shipped");
    for (const file of named) assert.ok(files.includes(file), `${file} is shipped`);
  });
});

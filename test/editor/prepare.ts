/**
 * What every runner needs before it opens an editor: the suite in one file, the extension as the .vsix would hold it, and
 * a workspace of its own. All of it lies under `.cache`, which git ignores.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFiles, PackageManager } from "@vscode/vsce";
import { build } from "esbuild";

export const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const suiteFolder = join(repository, "test", "editor", "suite");

/** Where screenshots of the real editor go; git ignores it. */
export const screenshotFolder = join(repository, "test", "screenshots", "editor");

/** Bundles every `*.test.ts` of the suite; returns the path to give as `extensionTestsPath`. */
export async function bundleSuite(): Promise<string> {
  const folder = join(repository, ".cache", "editor", "suite");
  const names = (await readdir(suiteFolder)).filter((name) => name.endsWith(".test.ts")).sort();
  if (names.length === 0) throw new Error(`${suiteFolder} holds no test.`);
  const imports = names.map((name) => `() => import("./${name}")`).join(",\n");
  const entry = `import { runSuite } from "./support/runSuite.ts";\nexport const run = () => runSuite([${imports}]);\n`;
  await mkdir(folder, { recursive: true });
  // The repository is "type": "module", but an extension host requires its tests.
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
  await build({
    stdin: { contents: entry, resolveDir: suiteFolder, sourcefile: "index.ts", loader: "ts" },
    outfile: join(folder, "index.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
    // Mocha's parallel mode, which is not used, looks for files beside itself.
    logOverride: { "require-resolve-not-external": "silent" },
  });
  return join(folder, "index");
}

/**
 * The files that the .vsix would hold, and no others: a file that packaging forgets is missing here too, which a run from
 * the repository's folder would hide. Throws when the build has not run.
 */
export async function packagedExtension(): Promise<string> {
  if (!existsSync(join(repository, "dist"))) throw new Error("dist/ is missing: run `npm run build` first.");
  const folder = join(repository, ".cache", "editor", "extension");
  await rm(folder, { recursive: true, force: true });
  for (const file of await listFiles({ cwd: repository, packageManager: PackageManager.None })) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(repository, file), join(folder, file));
  }
  return folder;
}

/** A fresh copy of the sample workspace, so that tests may edit files and runs do not see each other's edits. */
export async function freshWorkspace(): Promise<string> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), "designwise-")));
  // Not called sample: what lies in a folder of samples is judged more mildly.
  const workspace = join(parent, "shop");
  await cp(join(repository, "test", "sample"), workspace, { recursive: true });
  return workspace;
}

/** A quiet workbench: nothing asks, greets or fetches, so that screenshots show the extension and runs are alike. */
export async function writeSettings(userData: string): Promise<void> {
  const folder = join(userData, "User");
  await mkdir(folder, { recursive: true });
  const settings = {
    "chat.disableAIFeatures": true,
    "editor.minimap.enabled": false,
    "extensions.ignoreRecommendations": true,
    "extensions.autoCheckUpdates": false,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "window.autoDetectColorScheme": false,
    "workbench.colorTheme": "Default Dark Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
  };
  await writeFile(join(folder, "settings.json"), JSON.stringify(settings));
}

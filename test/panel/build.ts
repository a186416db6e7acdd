/** Builds the webview's two bundles as `esbuild.mjs` does, into a folder of its own: the tests never see a stale `dist`. */
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Folder with `simulator.js`, `simulator.css`, `simulator.worker.js` and the icon font, and with `gallery.js`, which draws
 * any scene: the engines that there are use only some of the kinds.
 */
export async function buildWebview(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "designwise-panel-"));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: {
      simulator: "client/simulator/webview/main.ts",
      "simulator.worker": "client/simulator/webview/worker.ts",
    },
    outdir: folder,
    bundle: true,
    platform: "browser",
    mainFields: ["browser", "module", "main"],
    format: "iife",
    target: "es2023",
    legalComments: "none",
    logLevel: "warning",
  });
  await esbuild.build({
    absWorkingDir: root,
    stdin: {
      contents: `import { createSceneView } from "./client/simulator/webview/scene/drawScene.ts";
        globalThis.showScene = (scene) => {
          const view = createSceneView("");
          document.getElementById("app").replaceChildren(view.element);
          view.update(scene);
        };`,
      resolveDir: root,
    },
    outfile: join(folder, "gallery.js"),
    bundle: true,
    platform: "browser",
    format: "iife",
    target: "es2023",
    logLevel: "warning",
  });
  for (const name of ["codicon.css", "codicon.ttf"]) {
    await cp(join(root, "node_modules/@vscode/codicons/dist", name), join(folder, name));
  }
  return folder;
}

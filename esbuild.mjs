/**
 * The one build: content, client, server, webview, worker, CLI and the library of engines.
 *
 *   node esbuild.mjs                 development build with source maps
 *   node esbuild.mjs --watch         again on every change
 *   node esbuild.mjs --production    minified, without source maps, for packaging
 *
 * Content (terms, patterns, rule pages) is compiled into one validated value and bundled, so that start-up parses no
 * Markdown. A problem in a content file fails the build and names file, line and column; `dist/` keeps the last good one.
 */
import { cp } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { tsImport } from "tsx/esm/api";

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** Resolves `designwise:content` to the compiled content. */
const contentPlugin = {
  name: "designwise-content",
  setup(build) {
    build.onResolve({ filter: /^designwise:content$/ }, () => ({ path: "content", namespace: "designwise" }));
    build.onLoad({ filter: /.*/, namespace: "designwise" }, async () => {
      const { readContentFolder } = await tsImport(
        "./server/content/readContentFolder.node.ts",
        import.meta.url,
      );
      const { content, problems, folders } = await readContentFolder(root);
      const errors = problems.map((problem) => ({
        text: problem.message,
        location: { file: problem.file, line: problem.line + 1, column: problem.character },
      }));
      return {
        contents: JSON.stringify(content),
        loader: "json",
        errors,
        watchDirs: folders,
        resolveDir: root,
      };
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: production ? false : "linked",
  minify: production,
  legalComments: "none",
  logLevel: "warning",
  target: "es2023",
};
const node = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20",
  mainFields: ["module", "main"],
  // The parser's runtime asks where it is, as a module does; a CommonJS bundle knows it by another name.
  define: { "import.meta.url": "importMetaUrl" },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
};
const browser = { ...common, platform: "browser", mainFields: ["browser", "module", "main"] };

const builds = [
  { ...node, entryPoints: { extension: "client/extension.node.ts" }, external: ["vscode"] },
  { ...node, entryPoints: { server: "server/main.node.ts", cli: "server/cli.ts" }, plugins: [contentPlugin] },
  // Twice: newer versions of VS Code take the manifest's .cjs for CommonJS and refuse .js in a package of modules, while
  // 1.100 adds .js to whatever name does not end so.
  ...["extension.browser.cjs", "extension.browser.cjs.js"].map((file) => ({
    ...browser,
    entryPoints: { [path.parse(file).name]: "client/extension.browser.ts" },
    format: "cjs",
    external: ["vscode"],
    outExtension: { ".js": path.extname(file) },
  })),
  {
    ...browser,
    entryPoints: { "server.browser": "server/main.browser.ts" },
    format: "iife",
    plugins: [contentPlugin],
  },
  {
    ...browser,
    entryPoints: {
      simulator: "client/simulator/webview/main.ts",
      "simulator.worker": "client/simulator/webview/worker.ts",
    },
    format: "iife",
  },
  {
    ...common,
    platform: "neutral",
    format: "esm",
    entryPoints: { engines: "client/engines/library.ts" },
    outExtension: { ".js": ".mjs" },
  },
].map((options) => ({
  outdir: "dist",
  ...options,
  ...(options.platform === "node" ? { outExtension: { ".js": ".cjs" } } : {}),
}));

/** Files that are used as they are: grammars and their facts, the parser's WebAssembly, the icon font. */
async function copyAssets() {
  const modules = path.join(root, "node_modules");
  const { parserFiles, runtimeFile } = await tsImport("./server/model/parsers.ts", import.meta.url);
  const sourceOf = (file) => {
    if (file === runtimeFile) return path.join(modules, "web-tree-sitter", file);
    if (file.endsWith(".wasm")) return path.join(modules, "@vscode/tree-sitter-wasm/wasm", file);
    return path.join(root, "server/languages", file);
  };
  const copies = [
    ...parserFiles().map((file) => [sourceOf(file), `grammars/${file}`]),
    [path.join(modules, "@vscode/codicons/dist/codicon.css"), "codicon.css"],
    [path.join(modules, "@vscode/codicons/dist/codicon.ttf"), "codicon.ttf"],
  ];
  await Promise.all(copies.map(([from, to]) => cp(from, path.join(root, "dist", to), { recursive: true })));
}

try {
  await copyAssets();
  if (watch) {
    const contexts = await Promise.all(
      builds.map((options) => esbuild.context({ ...options, logLevel: "info" })),
    );
    await Promise.all(contexts.map((context) => context.watch()));
    console.log("watching");
  } else {
    await Promise.all(builds.map((options) => esbuild.build(options)));
  }
} catch (error) {
  // esbuild has printed its own errors with their places; anything else must be seen.
  if (!(error instanceof Error && "errors" in error)) console.error(error);
  process.exitCode = 1;
}

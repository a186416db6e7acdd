/**
 * `npm start`: an editor with the extension, on a copy of the sample workspace. The desktop's `code` when there is one, else
 * VS Code's server build in a browser, which needs nothing but npm and a compiler. `--browser` asks for the second.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { installCodeServer, launchCodeServer, workbenchUrl } from "./codeServer.ts";
import { cacheFolder } from "./codeServerInstall.ts";
import { serverForNode } from "./codeServerVersions.ts";
import { mustRun, onPath } from "./process.ts";
import { root } from "./tiers.ts";

const extension = root.replace(/[\\/]$/, "");
if (!existsSync(join(root, "dist", "extension.cjs"))) {
  console.error("dist/ is missing: run `npm run build` first.");
  process.exit(1);
}
// Not called sample: what lies in a folder of samples is judged more mildly.
const workspace = join(cacheFolder(), "start", "shop");
await rm(workspace, { recursive: true, force: true });
await cp(join(root, "test", "sample"), workspace, { recursive: true });

const code = process.argv.includes("--browser") ? undefined : onPath("code");
try {
  await (code === undefined ? openInBrowser() : openOnDesktop(code));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function openOnDesktop(program: string): Promise<void> {
  console.log(`opening ${program} on ${workspace}`);
  await mustRun(program, [`--extensionDevelopmentPath=${extension}`, "--new-window", workspace]);
}

async function openInBrowser(): Promise<void> {
  if (process.platform === "win32") {
    throw new Error("On Windows `npm start` needs VS Code itself: install it and put `code` on the PATH.");
  }
  const build = serverForNode(Number(process.versions.node.split(".")[0]));
  console.log("No `code` to use; starting VS Code's server build (the first time takes a minute or two).");
  const installed = await installCodeServer(build.codeServer, (line) => console.log(line));
  const server = await launchCodeServer(installed, {
    stateFolder: join(cacheFolder(), "start", build.codeServer),
    port: Number(process.env.PORT ?? 0),
  });
  const address = workbenchUrl(server.port, workspace, extension);
  console.log(
    `\nVS Code ${build.vscode} with Designwise on a copy of the sample workspace:\n\n  ${address}\n`,
  );
  console.log("Ctrl-C ends it.");
  openBrowser(address);
  const ended = await server.ended;
  throw new Error(`The server ended with code ${ended}:\n${server.output()}`);
}

/** Only where somebody can see it; a failure is no matter, since the address stands on the screen. */
function openBrowser(address: string): void {
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  const opener =
    process.platform === "darwin" ? "open" : display === undefined ? undefined : onPath("xdg-open");
  if (opener === undefined) return;
  spawn(opener, [address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

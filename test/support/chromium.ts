/** Finds the Chromium that the panel's and the editor's tests drive. Nothing is downloaded. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** For `chromium.launch`: no sandbox (tests run as root in containers), no background traffic. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Path of the executable: `DESIGNWISE_CHROMIUM`, else `/usr/bin/chromium`, else the first known name on the PATH.
 * @throws Error that says where was looked and what to install or set.
 */
export function findChromium(): string {
  const chosen = process.env.DESIGNWISE_CHROMIUM;
  if (chosen !== undefined && chosen !== "") {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`DESIGNWISE_CHROMIUM is ${chosen}, which is no executable file.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [
    "/usr/bin/chromium",
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    `No Chromium found: looked for /usr/bin/chromium and for ${names.join(", ")} on the PATH. ` +
      "Install it (Debian: apt-get install chromium) or set DESIGNWISE_CHROMIUM to the path of its executable.",
  );
}

function isExecutable(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `tsx test/dev/install.ts [version…]`: fills the cache ahead of time, for CI images and the impatient. */
import { installCodeServer } from "./codeServerInstall.ts";
import { newestServer, oldestServer } from "./codeServerVersions.ts";

const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : [oldestServer.codeServer, newestServer.codeServer];
for (const version of versions) {
  const installed = await installCodeServer(version, (line) => console.log(line));
  console.log(`${version}: ${installed.vscodeFolder} with ${installed.nodePath}`);
}

/**
 * Which builds of VS Code's server we know how to run, as data. Each comes from the npm package `code-server`, because
 * that is the only way to a real VS Code on a machine that reaches nothing but package registries.
 */

export interface VscodeServer {
  /** Version of the npm package `code-server`. */
  readonly codeServer: string;
  readonly vscode: string;
  /** The Node it was built for; another major version cannot load its native modules. */
  readonly nodeMajor: number;
  /** Native modules that it loads; compiled on this machine since npm's copies hold sources only. */
  readonly nativeModules: readonly string[];
  /** From 1.133 on, a development payload in the address is silently ignored without this flag. */
  readonly smokeTestDriver: boolean;
}

/** Logging, without which no extension host starts, and the watchdog that ends orphans. */
const nativeModules = ["@vscode/spdlog", "@vscode/native-watchdog"];

/** Oldest first. The first is what `engines.vscode` in package.json promises. */
export const vscodeServers: readonly VscodeServer[] = [
  {
    codeServer: "4.100.3",
    vscode: "1.100.3",
    nodeMajor: 20,
    nativeModules: ["@vscode/spdlog", "native-watchdog"],
    smokeTestDriver: false,
  },
  {
    codeServer: "4.117.0",
    vscode: "1.117.0",
    nodeMajor: 22,
    nativeModules,
    smokeTestDriver: false,
  },
  {
    codeServer: "4.139.1",
    vscode: "1.139.1",
    nodeMajor: 24,
    nativeModules: [...nativeModules, "@vscode/sqlite3", "node-pty"],
    smokeTestDriver: true,
  },
];

export const oldestServer = vscodeServers[0]!;
export const newestServer = vscodeServers[vscodeServers.length - 1]!;

/** The newest build that the Node of this process can run by itself, so that `npm start` downloads no second Node. */
export function serverForNode(nodeMajor: number): VscodeServer {
  return vscodeServers.filter((server) => server.nodeMajor <= nodeMajor).at(-1) ?? oldestServer;
}

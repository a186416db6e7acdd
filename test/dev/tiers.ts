/**
 * The tiers of tests, as data: what each runs, how long it may take, and what it must not run beside. Folders are found,
 * not listed: a new folder with tests is part of the feature tier without anybody's doing.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Tier {
  readonly name: string;
  /** Commands, one after the other, each a program of node_modules or a script, with its arguments. */
  readonly commands: readonly (readonly string[])[];
  /**
   * `tests`: each command writes a report, whose tests are counted. `one`: a check that passes or fails as a whole.
   * `none`: a preparation, counted only when it fails.
   */
  readonly counts: "tests" | "one" | "none";
  /** Tiers of a lower phase have ended when this begins; those of the same phase run two at a time. */
  readonly phase: number;
  readonly deadlineMs: number;
  /** It runs what the build made: after a failed build it would test an old one, or nothing. */
  readonly needsBuild?: boolean;
  /** Switched off together with this tier. */
  readonly partOf?: string;
}

const minuteMs = 60_000;
const bin = (name: string, ...path: string[]) => join(root, "node_modules", name, ...path);
const tsc = bin("typescript", "bin", "tsc");
const ownTiers = ["engines", "patterns", "session", "panel", "editor"];

/** Folders of tests that no other tier names. */
function featureFolders(): string[] {
  return readdirSync(join(root, "test"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ownTiers.includes(entry.name))
    .map((entry) => entry.name)
    .filter((name) => holdsTests(join(root, "test", name)))
    .map((name) => `test/${name}`);
}

function holdsTests(folder: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).some((name) => name.endsWith(".test.ts"));
}

function check(name: string, phase: number, ...commands: string[][]): Tier {
  return { name, phase, commands, counts: "one", deadlineMs: 10 * minuteMs };
}

/** Generous deadlines, for machines differ by a factor of three: what hangs is ended by mocha's own limits. */
function mocha(name: string, folders: readonly string[], needsBuild = false): Tier {
  const command = ["tsx", "test/dev/runMocha.ts", ...folders];
  const deadlineMs = (process.argv.includes("--long") ? 90 : 40) * minuteMs;
  return { name, phase: 2, commands: [command], counts: "tests", deadlineMs, needsBuild };
}

export const tiers: readonly Tier[] = [
  check(
    "typecheck",
    0,
    [tsc, "-p", "."],
    [tsc, "-p", "client/engines"],
    [tsc, "-p", "client/simulator/webview"],
  ),
  check("lint", 0, [bin("@biomejs", "biome", "bin", "biome"), "check"]),
  check("build", 1, ["esbuild.mjs"]),
  {
    name: "vscode",
    phase: 2,
    commands: [["tsx", "test/dev/install.ts"]],
    counts: "none",
    deadlineMs: 25 * minuteMs,
    partOf: "editor",
  },
  // The longest first, so that it does not run alone at the end.
  mocha("engine", ["test/engines"]),
  mocha("feature", featureFolders()),
  mocha("patterns", ["test/patterns"]),
  mocha("session", ["test/session"], true),
  mocha("panel", ["test/panel"], true),
  {
    // Alone, since an editor, a browser and language servers want both cores.
    name: "editor",
    needsBuild: true,
    phase: 3,
    commands: [
      ["tsx", "test/editor/run.ts"],
      ["tsx", "test/dev/runMocha.ts", "test/editor/start.test.ts", "test/editor/web"],
    ],
    counts: "tests",
    deadlineMs: 25 * minuteMs,
  },
];

/** What `DESIGNWISE_SKIP` may name besides tiers: the pattern tests leave these languages out. */
export const patternLanguages: readonly string[] = ["typescript", "javascript", "python", "java", "go"];

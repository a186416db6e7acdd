/**
 * Every pattern in every language: inserted as an editor inserts it, compiled with the strictest settings that its users
 * may have, and run against the check of its behaviour. One compiler run a language, for all patterns.
 */
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { patternLanguages } from "../../server/content/pattern.ts";
import type { PatternLanguage } from "../../server/content/types.ts";
import { mustRun, type RunResult, run } from "../dev/process.ts";
import { isSwitchedOff, tool } from "../support/toolchains.ts";
import { root } from "./inserted.ts";
import { type Bench, setUpWorkshop, type Workshop } from "./workshop.ts";

/** The first Go build on a machine compiles the standard library. */
const compileLimitMs = 180_000;
const runLimitMs = 30_000;

interface Language {
  /** Compiles all benches; throws with the compiler's words. */
  compile(workshop: Workshop): Promise<RunBench>;
}

type RunBench = (bench: Bench) => Promise<void>;

const languages: Readonly<Record<PatternLanguage, Language>> = {
  typescript: {
    async compile({ folder }) {
      const output = path.join(folder, "compiled");
      const typeRoots = [path.join(root, "node_modules/@types")];
      const compilerOptions = { ...strictest, outDir: output, rootDir: folder, typeRoots, types: ["node"] };
      writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
      writeFileSync(path.join(folder, "package.json"), `{ "type": "module" }`);
      await mustRun(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", folder]);
      return ({ name }) => runs(process.execPath, [path.join(output, name, "check.js")], folder);
    },
  },
  javascript: {
    async compile({ folder }) {
      writeFileSync(path.join(folder, "package.json"), `{ "type": "module" }`);
      return ({ folder: own, check }) => runs(process.execPath, [check], own);
    },
  },
  python: {
    async compile({ folder }) {
      await mustRun(tool("python"), ["-W", "error", "-m", "compileall", "-q", folder]);
      // The oldest version that we promise, whichever runs here.
      const parse = `import ast, pathlib, sys
for file in pathlib.Path(sys.argv[1]).rglob("*.py"): ast.parse(file.read_text("utf-8"), feature_version=(3, 9))`;
      await mustRun(tool("python"), ["-c", parse, folder]);
      return ({ folder: own, check }) => runs(tool("python"), ["-W", "error", check], own);
    },
  },
  java: {
    async compile({ folder, benches }) {
      const classes = path.join(folder, "classes");
      const files = benches.flatMap((bench) => filesWith(bench.folder, ".java"));
      const strict = ["--release", "17", "-Xlint:all", "-Werror", "-encoding", "UTF-8"];
      await mustRun(tool("javac"), [...strict, "-d", classes, ...files]);
      return ({ name, check }) => runs(tool("java"), ["-cp", classes, `${name}.${check}`], folder);
    },
  },
  go: {
    async compile({ folder }) {
      writeFileSync(path.join(folder, "go.mod"), "module patterns\n\ngo 1.19\n");
      const options = {
        cwd: folder,
        env: { ...process.env, GO111MODULE: "on", GOFLAGS: "-mod=mod", GOPROXY: "off" },
      };
      const { output } = await mustRun(tool("gofmt"), ["-l", folder], options);
      assert.equal(output, "", "gofmt would change what was inserted");
      await mustRun(tool("go"), ["vet", "./..."], options);
      const tested = await run(tool("go"), ["test", "-vet=off", "./..."], options);
      return async ({ name }) => goPassed(tested, name);
    },
  },
};

const strictest = {
  target: "ES2022",
  module: "NodeNext",
  lib: ["ES2022"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  noEmitOnError: true,
};

function filesWith(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));
}

async function runs(program: string, args: readonly string[], cwd: string): Promise<void> {
  await mustRun(program, args, { cwd, deadlineMs: runLimitMs });
}

/** `go test` says a line for each package: `ok` and its name, or what failed above `FAIL` and its name. */
function goPassed({ output }: RunResult, name: string): void {
  assert.match(output, new RegExp(`^ok\\s+patterns/${name}\\s`, "m"), output);
}

for (const language of patternLanguages) {
  if (isSwitchedOff(language)) {
    console.log(`patterns in ${language}: switched off by DESIGNWISE_SKIP`);
    continue;
  }
  describe(`patterns in ${language}`, () => {
    const workshop = setUpWorkshop(language);
    let check: RunBench;
    before(async function () {
      this.timeout(compileLimitMs);
      check = await languages[language].compile(workshop);
    });
    after(() => workshop.clear());
    for (const bench of workshop.benches) {
      it(bench.title, async function () {
        this.timeout(runLimitMs);
        await check(bench);
      });
    }
  });
}

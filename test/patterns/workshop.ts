/**
 * A temporary folder with every pattern in one language, each inserted twice and with its check beside: `alone` into an
 * empty document, which the check imports; `merged` into the check itself, among the imports that it already has.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PatternLanguage } from "../../server/content/types.ts";
import { stripTypes } from "../dev/generateJavaScript.ts";
import { inserted, type ShippedPattern, shippedPatterns, sourceFile, tailOf } from "./inserted.ts";

/** A folder of its own for one pattern, inserted one way. */
export interface Bench {
  readonly title: string;
  /** A word that is a package name in Java and Go. */
  readonly name: string;
  readonly folder: string;
  /** The file to run. */
  readonly check: string;
}

export interface Workshop {
  readonly folder: string;
  readonly benches: readonly Bench[];
  clear(): void;
}

type Files = Readonly<Record<string, string>>;

interface Setting {
  readonly alone: (shipped: ShippedPattern, name: string, uri: string) => Files;
  readonly merged: (shipped: ShippedPattern, name: string, uri: string) => Files;
  readonly check: string;
}

export function setUpWorkshop(language: PatternLanguage): Workshop {
  const folder = mkdtempSync(path.join(tmpdir(), `designwise-${language}-`));
  const { alone, merged, check } = settings[language];
  const benches = shippedPatterns().flatMap((shipped) => {
    const id = shipped.pattern.id.replaceAll("-", "");
    const titled = [
      { name: id, title: `${shipped.pattern.id} in a file of its own`, files: alone },
      { name: `${id}merged`, title: `${shipped.pattern.id} among other code`, files: merged },
    ];
    return titled.map(({ name, title, files }): Bench => {
      const own = path.join(folder, name);
      mkdirSync(own);
      for (const [file, text] of Object.entries(files(shipped, name, `file://${own}/`))) {
        writeFileSync(path.join(own, file), text);
      }
      return { title, name, folder: own, check };
    });
  });
  return { folder, benches, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

function fileOf({ files, pattern }: ShippedPattern, name: string): string {
  const text = files.get(name);
  if (text === undefined)
    throw new Error(`snippets/${pattern.id}/${name} is missing: nothing would be proved`);
  return text;
}

/** A check without its import of the pattern, which is now in the same file. */
function withoutOwnImport(check: string): string {
  const rest = check.replace(/^(?:import .* from "\.\/pattern\.[tj]s";|from pattern import .*)\n/m, "");
  if (rest === check) throw new Error("The check does not import the pattern");
  return rest;
}

const ecmaScript = (ending: "ts" | "js"): Setting => {
  const language = ending === "ts" ? "typescript" : "javascript";
  const checkOf = (shipped: ShippedPattern): string => {
    const check = fileOf(shipped, "check.ts");
    return ending === "ts" ? check : stripTypes(check).replace("./pattern.ts", "./pattern.js");
  };
  return {
    check: `check.${ending}`,
    alone: (shipped) => ({
      [`pattern.${ending}`]: `${inserted(shipped.pattern, "", { language })}\n${tailOf(sourceFile(shipped, ending).text)}`,
      [`check.${ending}`]: checkOf(shipped),
    }),
    merged: (shipped) => ({
      [`check.${ending}`]: inserted(shipped.pattern, withoutOwnImport(checkOf(shipped)), { language }),
    }),
  };
};

const settings: Readonly<Record<PatternLanguage, Setting>> = {
  typescript: ecmaScript("ts"),
  javascript: ecmaScript("js"),
  python: {
    check: "check.py",
    alone: (shipped) => ({
      "pattern.py": inserted(shipped.pattern, "", { language: "python" }),
      "check.py": fileOf(shipped, "check.py"),
    }),
    merged: (shipped) => ({
      "check.py": inserted(shipped.pattern, withoutOwnImport(fileOf(shipped, "check.py")), {
        language: "python",
      }),
    }),
  },
  java: {
    check: "Check",
    alone: (shipped, name) => ({
      [sourceFile(shipped, "java").name]: inserted(shipped.pattern, `package ${name};\n`, {
        language: "java",
      }),
      "Check.java": `package ${name};\n\n${fileOf(shipped, "Check.java")}`,
    }),
    merged: (shipped, name) => ({
      "Check.java": inserted(shipped.pattern, `package ${name};\n\n${fileOf(shipped, "Check.java")}`, {
        language: "java",
      }),
    }),
  },
  go: {
    check: "",
    alone: (shipped, name, uri) => ({
      "pattern.go": inserted(shipped.pattern, "", { language: "go", uri: `${uri}pattern.go` }),
      "check_test.go": inPackage(fileOf(shipped, "check_test.go"), name),
    }),
    merged: (shipped, name, uri) => ({
      "check_test.go": inserted(shipped.pattern, inPackage(fileOf(shipped, "check_test.go"), name), {
        language: "go",
        uri: `${uri}check_test.go`,
      }),
      // go vet wants a package to have more than tests.
      "doc.go": `package ${name}\n`,
    }),
  },
};

const inPackage = (go: string, name: string): string => go.replace(/^package \w+$/m, `package ${name}`);

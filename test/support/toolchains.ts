/**
 * The compilers and interpreters that the pattern tests run. A missing one fails with what to install; a language is left
 * out only by name (`DESIGNWISE_SKIP=java,go`), and then said so.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import type { PatternLanguage } from "../../server/content/types.ts";
import { onPath } from "../dev/process.ts";

interface Tool {
  /** Environment variable that names another program. */
  readonly variable: string;
  readonly program: string;
  readonly install: string;
}

const tools = {
  go: { variable: "DESIGNWISE_GO", program: "go", install: "Go 1.19 or newer (Debian: golang-go)" },
  gofmt: { variable: "DESIGNWISE_GOFMT", program: "gofmt", install: "Go 1.19 or newer (Debian: golang-go)" },
  javac: {
    variable: "DESIGNWISE_JAVAC",
    program: "javac",
    install: "a JDK 17 or newer (Debian: default-jdk-headless)",
  },
  java: {
    variable: "DESIGNWISE_JAVA",
    program: "java",
    install: "a JDK 17 or newer (Debian: default-jdk-headless)",
  },
  python: {
    variable: "DESIGNWISE_PYTHON",
    program: "python3",
    install: "Python 3.9 or newer (Debian: python3)",
  },
} as const satisfies Readonly<Record<string, Tool>>;

/** Full path of a tool. Throws with what to install, or how to do without. */
export function tool(name: keyof typeof tools): string {
  const { variable, program, install } = tools[name];
  const found = process.env[variable] ?? inJavaHome(program) ?? onPath(program);
  if (found !== undefined) return found;
  throw new Error(
    `${program} was not found. Install ${install}, name it in ${variable}, or leave its language out with DESIGNWISE_SKIP.`,
  );
}

/** A JDK that is chosen by JAVA_HOME goes before one that happens to be on the PATH. */
function inJavaHome(program: string): string | undefined {
  const home = process.env.JAVA_HOME;
  if (home === undefined || !program.startsWith("java")) return undefined;
  const candidate = path.join(home, "bin", program);
  return existsSync(candidate) ? candidate : undefined;
}

/** Whether `DESIGNWISE_SKIP` names the language. */
export function isSwitchedOff(language: PatternLanguage): boolean {
  const named = (process.env.DESIGNWISE_SKIP ?? "").split(",").map((name) => name.trim().toLowerCase());
  return named.includes(language);
}

/**
 * What the user may set, and its defaults. Values arrive untrusted from the client: a wrong type falls back to the
 * default and is reported, so that a typo in settings never switches a face off silently.
 */
import { levels } from "./content/level.ts";
import type { Level } from "./content/types.ts";

export interface Settings {
  readonly hover: boolean;
  readonly completion: boolean;
  readonly diagnostics: boolean;
  readonly simulator: boolean;
  /** F12, references and highlights of concepts in comments and prose. */
  readonly navigation: boolean;
  /** Words that a team's glossary asks to avoid are shown. */
  readonly avoid: boolean;
  /** In identifiers too. */
  readonly avoidIdentifiers: boolean;
  /** How much the reader knows: terms below it keep quiet. */
  readonly level: Level;
  /** Ids of terms, and `topic:<topic>`, that keep quiet. */
  readonly known: ReadonlySet<string>;
  /** Globs relative to the workspace folder. */
  readonly exclude: readonly string[];
  /** Rule id → severity or `off`, unchecked: `rules/check.ts` knows the rules and reports what it does not. */
  readonly rules: Readonly<Record<string, unknown>>;
}

export const defaultSettings: Settings = {
  hover: true,
  completion: true,
  diagnostics: true,
  simulator: true,
  navigation: true,
  avoid: true,
  avoidIdentifiers: false,
  level: "newcomer",
  known: new Set(),
  exclude: [],
  rules: {},
};

export interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly string[];
}

/** Reads the section `designwise` as the client sends it. */
export function readSettings(section: unknown): ReadSettings {
  const problems: string[] = [];
  const root = isRecord(section) ? section : {};
  const switchOf = (face: string): boolean => {
    const value = isRecord(root[face]) ? root[face].enabled : undefined;
    if (value === undefined || value === null || typeof value === "boolean") return value ?? true;
    problems.push(`Setting designwise.${face}.enabled must be true or false, not ${JSON.stringify(value)}.`);
    return true;
  };
  const diagnostics = isRecord(root.diagnostics) ? root.diagnostics : {};
  const exclude = diagnostics.exclude ?? [];
  const globs = Array.isArray(exclude)
    ? exclude.filter((glob): glob is string => typeof glob === "string")
    : [];
  if (!Array.isArray(exclude) || globs.length < exclude.length) {
    problems.push("Setting designwise.diagnostics.exclude must be a list of glob patterns.");
  }
  const rules = root.rules ?? {};
  if (!isRecord(rules))
    problems.push("Setting designwise.rules must be an object of rule ids and severities.");
  return {
    settings: {
      hover: switchOf("hover"),
      completion: switchOf("completion"),
      diagnostics: switchOf("diagnostics"),
      simulator: switchOf("simulator"),
      navigation: switchOf("navigation"),
      avoid: switchOf("avoid"),
      avoidIdentifiers: avoidIdentifiersOf(root.avoid, problems),
      level: levelOf(root.level, problems),
      known: knownOf(root.known, problems),
      exclude: globs,
      rules: isRecord(rules) ? rules : {},
    },
    problems,
  };
}

function avoidIdentifiersOf(avoid: unknown, problems: string[]): boolean {
  const value = isRecord(avoid) ? avoid.identifiers : undefined;
  if (value === undefined || value === null || typeof value === "boolean") return value ?? false;
  problems.push(`Setting designwise.avoid.identifiers must be true or false, not ${JSON.stringify(value)}.`);
  return false;
}

function levelOf(value: unknown, problems: string[]): Level {
  const level = levels.find((each) => each === value);
  if (level === undefined && value !== undefined && value !== null) {
    problems.push(`Setting designwise.level must be ${levels.join(", ")}, not ${JSON.stringify(value)}.`);
  }
  return level ?? defaultSettings.level;
}

function knownOf(value: unknown, problems: string[]): ReadonlySet<string> {
  if (value === undefined || value === null) return defaultSettings.known;
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  const known = listed.filter((each): each is string => typeof each === "string");
  if (!Array.isArray(value) || known.length < listed.length) {
    problems.push("Setting designwise.known must be a list of terms, and of topics as `topic:caching`.");
  }
  return new Set(known);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

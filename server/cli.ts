#!/usr/bin/env node
/**
 * `designwise`: the same analysis as in the editor, as a command. This file is the edge to the machine (arguments, files,
 * exit code); each command is a module of its own that knows neither.
 */

import content from "designwise:content";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import manifest from "../package.json" with { type: "json" };
import { checkCommand } from "./commandLine/checkCommand.ts";
import { type Command, type ExitCode, UsageError, type World } from "./commandLine/command.ts";
import { explainCommand } from "./commandLine/explainCommand.ts";
import { simulateCommand } from "./commandLine/simulateCommand.ts";
import { termsCommand } from "./commandLine/termsCommand.ts";
import { localFiles } from "./localFiles.node.ts";
import { skippedFolders } from "./sourceFiles.ts";
import { folderUri } from "./teamGlossary/uris.ts";
import { localWorkspace } from "./workspace.node.ts";

const commands: readonly Command[] = [checkCommand, termsCommand, explainCommand, simulateCommand];

const slashed = (file: string): string => file.split(path.sep).join("/");

const world: World = {
  content,
  loadGrammar: (file) => readFile(path.join(__dirname, "grammars", file)),
  list: async (start) => {
    const absolute = path.resolve(start);
    const folder = (await stat(absolute)).isDirectory();
    const base = folder ? absolute : path.dirname(absolute);
    const files = folder ? await listFolder(absolute) : [absolute];
    return files.map((file) => ({ path: file, below: slashed(path.relative(base, file)) }));
  },
  read: (file) => readFile(file),
  relative: (file) => slashed(path.relative(process.cwd(), file)) || ".",
  uriOf: (file) => pathToFileURL(file).href,
  workspace: {
    folders: async () => [folderUri(pathToFileURL(process.cwd()).href)],
    glossaryFiles: localWorkspace.glossaryFiles,
    read: localFiles.read,
  },
  nowMs: () => performance.now(),
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
  colour: process.stdout.isTTY === true && process.stdout.hasColors() && process.env.NO_COLOR === undefined,
  version: manifest.version,
};

async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !entry.name.startsWith("."))
        found.push(...(await listFolder(file)));
    } else if (entry.isFile()) found.push(file);
  }
  return found;
}

function usage(): string {
  const width = Math.max(...commands.map((command) => command.usage.length));
  const lines = commands.map((command) => `  designwise ${command.usage.padEnd(width)}   ${command.summary}`);
  return `Usage:\n${lines.join("\n")}\n\nExit codes: 0 clean, 1 findings or an unmet expectation, 2 wrong use.\n`;
}

async function main(args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    world.out(usage());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    world.error(`designwise: there is no command "${name}".\n\n${usage()}`);
    return 2;
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: command.options,
      allowPositionals: true,
    });
    return await command.run({ values, positionals }, world);
  } catch (error) {
    if (!isWrongUse(error)) throw error;
    world.error(`designwise ${name}: ${error.message}\n\nUsage: designwise ${command.usage}\n`);
    return 2;
  }
}

/** Our own complaints, those of the argument parser, and files that cannot be read. */
function isWrongUse(error: unknown): error is Error {
  const code = (error as { code?: unknown } | undefined)?.code;
  return (
    error instanceof UsageError ||
    (error instanceof Error &&
      typeof code === "string" &&
      /^(ERR_PARSE_ARGS|ENOENT|EACCES|EISDIR)/.test(code))
  );
}

// A consumer that closes the pipe early (`| head`) is no error.
process.stdout.on("error", (error: { code?: string }) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

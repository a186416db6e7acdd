/**
 * `npm run new -- term|pattern|rule|engine <id>`: the folder or file of a new entry, in the format its reader wants.
 * What is left to write is marked with an ellipsis in angle brackets; the content tests refuse it until it is filled.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./generate.ts";
import { type Kind, kinds, templates } from "./templates.ts";

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const [kind, id, ...rest] = process.argv.slice(2);
if (!kinds.includes(kind as Kind) || !id || rest.length > 0)
  fail(`Usage: npm run new -- ${kinds.join("|")} <id>`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
  fail(`An id is kebab-case, such as "token-bucket", not "${id}".`);

const files = templates[kind as Kind](id);
for (const file of Object.keys(files)) {
  if (existsSync(path.join(root, file))) fail(`${file} exists already; nothing was written.`);
}
for (const [file, text] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  console.log(`wrote ${file}`);
}
console.log("Next: fill what is marked <…>, then npm run gen and npm test.");

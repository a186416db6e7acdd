/**
 * The JavaScript of a pattern is its TypeScript without types, laid out by our formatter. It is committed, so that a
 * reader of the folder sees what is inserted, and so that neither compiler nor formatter ships with the extension.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { transform } from "sucrase";

/** Root-relative path of each `pattern.js` → what it must contain. */
export function generateJavaScript(root: string): Map<string, string> {
  const folders = readdirSync(path.join(root, "snippets"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `snippets/${entry.name}`)
    .filter((folder) => existsSync(path.join(root, folder, "pattern.ts")))
    .sort();
  return new Map(
    folders.map((folder): [string, string] => {
      const typeScript = readFileSync(path.join(root, folder, "pattern.ts"), "utf8");
      return [`${folder}/pattern.js`, format(root, stripTypes(typeScript))];
    }),
  );
}

/** Types out, everything else as written: classes keep their private names, nothing is made older than it is. */
export function stripTypes(typeScript: string): string {
  return transform(interfacesToJsDoc(typeScript), { transforms: ["typescript"], disableESTransforms: true })
    .code;
}

const docComment = /(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*)?/.source;

/** Interfaces say what the options are; in JavaScript the same is said by a `@typedef`. Their members stand on lines. */
function interfacesToJsDoc(typeScript: string): string {
  const declaration = new RegExp(
    `^${docComment}interface (\\w+)(?:<([\\w, ]+)>)? \\{\\n((?:(?!\\}).*\\n)*)\\}\\n`,
    "gm",
  );
  return typeScript.replace(
    declaration,
    (_, doc: string | undefined, name: string, generics: string, body: string) => {
      const lines = [
        ...(doc === undefined ? [] : [text(doc)]),
        ...(generics === undefined ? [] : [`@template ${generics}`]),
        `@typedef {object} ${name}`,
        ...properties(body),
      ];
      return `/**\n${lines.map((line) => ` * ${line}\n`).join("")} */\n\n`;
    },
  );
}

function properties(body: string): string[] {
  const member = new RegExp(`${docComment}(?:readonly )?(\\w+)(\\?)?(?:\\((.*)\\))?: (.*);`, "g");
  return [...body.matchAll(member)].map(([, doc, name, optional, parameters, type]) => {
    const typed = parameters === undefined ? type : `(${parameters}) => ${type}`;
    return `@property {${typed}} ${optional ? `[${name}]` : name}${doc === undefined ? "" : ` ${text(doc)}`}`;
  });
}

const text = (comment: string): string => comment.replace(/\s*\n\s*\*?\s*/g, " ").trim();

function format(root: string, code: string): string {
  const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
  // By standard input: the formatter then minds the settings but not the list of excluded folders.
  return execFileSync(process.execPath, [biome, "format", "--stdin-file-path=pattern.js"], {
    cwd: root,
    input: code,
    encoding: "utf8",
  });
}

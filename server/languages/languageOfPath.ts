/** Which language a file is in when no editor says so: by its name, then by its extension, as the languages state them. */
import { syntaxes } from "./index.gen.ts";

/** `*.py` or `makefile`, in lower case → language id. */
const idOf = new Map<string, string>();
for (const { files = {} } of syntaxes) {
  for (const [id, patterns] of Object.entries(files)) {
    for (const pattern of patterns) idOf.set(pattern.toLowerCase(), id);
  }
}

/** VS Code's language id; `plaintext` for what is unknown. */
export function languageOfPath(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  return idOf.get(name) ?? (dot === -1 ? undefined : idOf.get(`*${name.slice(dot)}`)) ?? "plaintext";
}

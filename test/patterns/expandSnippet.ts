/**
 * What an editor makes of a snippet when nothing is typed over: placeholders become their defaults, mirrors repeat them,
 * escapes fall away. Written from the syntax in VS Code's documentation and not from our own writer, so that it notices
 * what that forgets to escape. Variables and choices are not in our snippets: they throw.
 */
export function expandSnippet(snippet: string): string {
  const defaults = new Map<string, string>();
  let text = "";
  for (let at = 0; at < snippet.length; ) {
    const rest = snippet.slice(at);
    const escaped = /^\\([\\$}])/.exec(rest);
    const stop = /^\$(?:(\d+)|\{(\d+)\}|\{(\d+):((?:[^\\$}]|\\[\\$}])*)\})/.exec(rest);
    if (escaped) {
      text += escaped[1];
      at += escaped[0].length;
    } else if (stop) {
      const index = stop[1] ?? stop[2] ?? stop[3] ?? "";
      const value = stop[4]?.replace(/\\([\\$}])/g, "$1");
      if (value !== undefined && !defaults.has(index)) defaults.set(index, value);
      const shown = value ?? defaults.get(index);
      if (shown === undefined && index !== "0")
        throw new Error(`The mirror $${index} stands before its placeholder`);
      text += shown ?? "";
      at += stop[0].length;
    } else {
      if (rest[0] === "$") throw new Error(`"${rest.slice(0, 20)}…" is not escaped`);
      text += rest[0];
      at++;
    }
  }
  return text;
}

/** How much the server takes on. Beyond it a document still has hovers, and the output channel says what is left out. */

/** Characters, for rules and models. */
export const maxCheckedLength = 1_000_000;
/** Lines, likewise. */
export const maxCheckedLines = 20_000;

/** Why a text is too large to be checked, or undefined. `name` is how the user knows the file. */
export function tooLarge(text: string): string | undefined {
  if (text.length > maxCheckedLength) {
    return `larger than ${maxCheckedLength.toLocaleString("en")} characters (${text.length.toLocaleString("en")})`;
  }
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines > maxCheckedLines ? `longer than ${maxCheckedLines.toLocaleString("en")} lines` : undefined;
}

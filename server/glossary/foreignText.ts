/** Files whose words speak of no system: texts of law, and the records that package managers keep. */

/** `LICENSE`, `LICENSE-MIT.txt`, `COPYING.LESSER`, but not `license.ts`. */
const legal =
  /(?:^|[\\/])(?:(?:un)?licen[cs]e|copying|notice|patents|eula)(?:[-_.](?:mit|bsd|isc|apache|a?l?gpl|mpl|lesser|third-?party)[-\w.]*)?(?:\.(?:md|txt|rst|html?))?$/i;
const lockFile =
  /\.lock$|(?:^|[\\/])(?:package-lock\.json|packages\.lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|Package\.resolved)$/i;

/** By the path or URI of a file. */
export const isForeignText = (file: string): boolean => lockFile.test(file) || legal.test(file);

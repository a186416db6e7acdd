/**
 * Which globs of a glossary are used. They may come from anybody's workspace, and a matcher that goes back over every
 * star would spend minutes on a dozen of them.
 */
const maxLength = 200;
const maxStars = 5;

export const isUsableGlob = (glob: string): boolean =>
  glob.length <= maxLength && (glob.match(/[*+?{]+/g)?.length ?? 0) <= maxStars;

export const globLimits = `at most ${maxLength} characters with ${maxStars} wildcards`;

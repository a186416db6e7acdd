/** Fortran in free form. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["fortran", "fortran-modern", "FortranFreeForm", "fortran_free-form"],
  files: { fortran: ["*.f", "*.for", "*.f90", "*.f95"] },
  lineComments: ["!"],
  blockComments: [],
  strings: [
    { open: '"', close: '"', doubled: true },
    { open: "'", close: "'", doubled: true },
  ],
  imports: ["^\\s*use\\s+(\\w+)"],
};

/** Terraform and HCL. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, hereDocument, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["terraform", "terraform-vars", "hcl", "nomad", "packer"],
  files: { terraform: ["*.tf"], "terraform-vars": ["*.tfvars"], hcl: ["*.hcl"] },
  lineComments: ["#", "//"],
  blockComments: [starComment],
  strings: [
    { ...hereDocument, open: "<<-?([A-Za-z_]\\w{0,63})" },
    { ...doubleQuoted, interpolation: { open: "${", close: "}" } },
  ],
  imports: [],
  identifierExtra: "-",
};

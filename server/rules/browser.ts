/** Whether a file runs in a page, where one user waits and one tab's memory is at stake: findings are milder there. */
import type { CodeModel } from "../model/codeModel.ts";
import { familyOf, importsAny } from "./calleeTable.ts";

const libraries = ["react", "react-dom", "preact", "vue", "svelte", "solid-js", "@angular/core", "jquery"];

/** A word for it is enough, wherever it stands, since it only makes a finding milder. */
const global = /\b(?:window|document|navigator|localStorage|sessionStorage)\.\w/;

const known = new WeakMap<CodeModel, boolean>();

export function runsInPage(model: CodeModel): boolean {
  const before = known.get(model);
  if (before !== undefined) return before;
  const found = looksLikePage(model);
  known.set(model, found);
  return found;
}

function looksLikePage(model: CodeModel): boolean {
  if (model.file.browser) return true;
  return (
    familyOf(model.languageId) === "javascript" && (importsAny(model, libraries) || global.test(model.text))
  );
}

/**
 * The variables of four themes as VS Code 1.100 gives them to a webview: read from its running workbench, reduced to those
 * that our style sheet and the element library mention.
 */
import values from "./themes.json" with { type: "json" };

export type ThemeName = keyof typeof values;

export interface Theme {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
}

export const themes: Readonly<Record<ThemeName, Theme>> = values;
export const themeNames = Object.keys(values) as ThemeName[];

/** What a model is made from. */
export interface ModelInput {
  readonly uri: string;
  /** VS Code's language id. */
  readonly languageId: string;
  readonly text: string;
}

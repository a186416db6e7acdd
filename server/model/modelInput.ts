/** What a model is made from. */
export interface ModelInput {
  readonly uri: string;
  /** VS Code's language id. */
  readonly languageId: string;
  readonly text: string;
  /**
   * Where the file stands in its project, with forward slashes: relative to the workspace folder, or to what the user
   * asked to check. It decides what kind of file it is; folders above the project say nothing of that. The URI's path
   * when absent.
   */
  readonly path?: string | undefined;
}

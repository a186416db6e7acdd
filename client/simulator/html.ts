/**
 * The panel's page. Pure, so that the tests serve exactly what the editor shows, policy included.
 *
 * The policy allows no inline script or style and no WebAssembly. A worker may not start from the webview's origin, so the
 * page fetches its single bundle (`connect-src`) and starts it from a blob (`worker-src`).
 */

export interface PageUris {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly nonce: string;
  readonly script: string;
  readonly worker: string;
  readonly styles: readonly string[];
  readonly codicons: string;
}

export function simulatorHtml(page: PageUris): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
    `connect-src ${page.cspSource}`,
    "worker-src blob:",
  ].join("; ");
  const links = page.styles.map((href) => `<link rel="stylesheet" href="${attribute(href)}">`).join("\n  ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Simulator</title>
  <link rel="stylesheet" href="${attribute(page.codicons)}" id="vscode-codicon-stylesheet">
  ${links}
</head>
<body>
  <div id="app" data-worker="${attribute(page.worker)}"></div>
  <script nonce="${page.nonce}" src="${attribute(page.script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

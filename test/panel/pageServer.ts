/** Serves the page that the host makes, with its policy, and the files it names: a webview's origin in small. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, extname, join } from "node:path";
import { simulatorHtml } from "../../client/simulator/html.ts";
import { root } from "./build.ts";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function servePage(dist: string): Promise<PageServer> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === "/" || path === "/gallery") {
      const script = path === "/" ? "simulator.js" : "gallery.js";
      response.setHeader("content-type", "text/html").end(page(server, script));
      return;
    }
    const name = basename(path);
    const file = path.startsWith("/media/") ? join(root, "media", name) : join(dist, name);
    try {
      const content = await readFile(file);
      response.setHeader("content-type", types[extname(name)] ?? "application/octet-stream").end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: origin(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function page(server: Server, script: string): string {
  return simulatorHtml({
    cspSource: origin(server),
    nonce: "dGVzdA",
    script: `/dist/${script}`,
    worker: "/dist/simulator.worker.js",
    styles: ["/dist/simulator.css", "/media/simulator.css"],
    codicons: "/dist/codicon.css",
  });
}

/** The server as a process: over IPC for VS Code, `--stdio` for other editors. */

import content from "designwise:content";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { localFiles } from "./localFiles.node.ts";
import { serve } from "./server.ts";

const grammars = path.join(__dirname, "grammars");

const connection = createConnection(ProposedFeatures.all);
serve(connection, { content, localFiles, loadGrammar: (file) => readFile(path.join(grammars, file)) });
connection.listen();

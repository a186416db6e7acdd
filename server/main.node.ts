/** The server as a process: over IPC for VS Code, `--stdio` for other editors. */

import content from "designwise:content";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { localFiles } from "./localFiles.node.ts";
import { serve } from "./server.ts";
import { localWorkspace } from "./workspace.node.ts";

const grammars = path.join(__dirname, "grammars");

const connection = createConnection(ProposedFeatures.all);
const loadGrammar = (file: string) => readFile(path.join(grammars, file));
serve(connection, { content, localFiles, localWorkspace, loadGrammar });
connection.listen();

/**
 * The glossary as a tree: topics, and under each its terms. A search narrows it while one types; a term opens its page,
 * and what the user knows already is marked.
 */
import * as vscode from "vscode";
import { requests, type Term } from "../../server/protocol.ts";
import type { Request } from "../commands/namedTerm.ts";
import { knownKeys, topicKey } from "../known.ts";

/** Entries carry what commands take as their argument: `{ topic }` or `{ id }`. */
export type GlossaryEntry = TopicEntry | TermEntry;

interface TopicEntry {
  readonly topic: string;
  readonly terms: readonly Term[];
}

interface TermEntry {
  readonly id: string;
  readonly term: Term;
}

const filteredKey = "designwise.glossary.filtered";

export class GlossaryTree implements vscode.TreeDataProvider<GlossaryEntry>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<GlossaryEntry>;
  private readonly subscriptions: vscode.Disposable[];
  private filter = "";

  constructor(private readonly request: Request) {
    this.view = vscode.window.createTreeView("designwise.glossary", { treeDataProvider: this });
    this.subscriptions = [
      this.changed,
      this.view,
      vscode.commands.registerCommand("designwise.searchGlossary", () => this.search()),
      vscode.commands.registerCommand("designwise.clearGlossarySearch", () => this.show("")),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("designwise.known")) this.refresh();
      }),
    ];
  }

  /** After a change of the terms that are in force. */
  refresh(): void {
    this.changed.fire();
  }

  async getChildren(entry?: GlossaryEntry): Promise<GlossaryEntry[]> {
    if (entry === undefined) return this.topics();
    return "topic" in entry ? entry.terms.map((term) => ({ id: term.id, term })) : [];
  }

  getTreeItem(entry: GlossaryEntry): vscode.TreeItem {
    return "topic" in entry ? this.topicItem(entry) : termItem(entry);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async topics(): Promise<GlossaryEntry[]> {
    const [terms, order] = await Promise.all([
      this.request<Term[]>(requests.terms),
      this.request<string[]>(requests.topics),
    ]);
    const found = terms.filter((term) => matches(term, this.filter));
    this.view.message =
      this.filter === "" ? "" : `${found.length} of ${terms.length} terms for “${this.filter}”`;
    return order
      .map((topic) => ({
        topic,
        terms: found.filter((term) => term.topic === topic).sort((a, b) => a.name.localeCompare(b.name)),
      }))
      .filter(({ terms: of }) => of.length > 0);
  }

  private topicItem({ topic, terms }: TopicEntry): vscode.TreeItem {
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(topic, this.filter === "" ? Collapsed : Expanded);
    const known = knownKeys().has(topicKey(topic));
    // The editor remembers by id what is open: a search opens what it finds, and leaves no trace.
    item.id = `${this.filter === "" ? "topic" : `found:${this.filter}`}:${topic}`;
    item.description = known ? `${terms.length} · known` : String(terms.length);
    item.contextValue = known ? "topic.known" : "topic";
    return item;
  }

  private async search(): Promise<void> {
    // First: a view that takes the focus would close the input.
    await vscode.commands.executeCommand("designwise.glossary.focus");
    const input = vscode.window.createInputBox();
    input.title = "Designwise: Search Glossary";
    input.placeholder = "A name, an alias or a word of the definition";
    input.value = this.filter;
    input.onDidChangeValue((value) => this.show(value));
    input.onDidAccept(() => input.hide());
    input.onDidHide(() => input.dispose());
    input.show();
  }

  private show(filter: string): void {
    this.filter = filter.trim();
    void vscode.commands.executeCommand("setContext", filteredKey, this.filter !== "");
    this.changed.fire();
  }
}

function termItem({ id, term }: TermEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(term.name);
  const keys = knownKeys();
  const known = keys.has(id) || keys.has(topicKey(term.topic));
  item.id = `term:${term.topic}:${id}`;
  item.iconPath = new vscode.ThemeIcon(known ? "check" : "book");
  if (known) item.description = "known";
  item.contextValue = known ? "term.known" : "term";
  // Without trust, and so without commands: a team's own text is in it too.
  item.tooltip = new vscode.MarkdownString(term.definition);
  item.command = { command: "designwise.openTerm", title: "Open Term", arguments: [{ id }] };
  return item;
}

/** Every word that was typed, in a name or in the definition. */
function matches(term: Term, filter: string): boolean {
  const names = [term.name, ...term.aliases, ...(term.alsoWritten ?? [])];
  const text = [...names, term.topic, term.definition].join("\n").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

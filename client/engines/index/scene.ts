/** What an index looks like: its pages with the way that the latest query took, and what it read against a scan. */
import type { Scene, ScenePart, SceneTreeNode, Tone } from "../kernel/scene.ts";
import { indexEstimate, tablePages } from "./costs.ts";
import { conditionsText, wayText } from "./describe.ts";
import { INDEX_COLUMNS } from "./params.ts";
import { isLeafPage, type TreePage } from "./primitives/bPlusTreePages.ts";
import type { CompositeKey } from "./primitives/compositeKey.ts";
import type { State } from "./state.ts";

/** Children of one page that are drawn on either side of the way. */
const NEIGHBOURS = 4;

export function scene(state: State): Scene {
  const { params, table, tree, query } = state;
  const scan = tablePages(table.rows, params.rowsPerPage);
  const parts: ScenePart[] = [];
  if (state.columns !== undefined) parts.push(treePart(state));
  parts.push(
    {
      kind: "bars",
      title: "Pages read by the latest query",
      unit: "pages",
      bars: [
        { label: "inner pages", value: query.inner, tone: "series-1" },
        { label: "leaves", value: query.leaves, tone: "series-2" },
        { label: "table", value: query.heap, tone: "series-3" },
        { label: "full scan", value: scan, tone: "muted" },
      ],
    },
    waysTable(state),
  );
  const mean = state.queries === 0 ? 0 : Math.round((10 * state.pages) / state.queries) / 10;
  return {
    parts,
    text:
      `${table.rows - table.deleted} rows in ${scan} pages` +
      (state.columns === undefined
        ? ", no index"
        : `, index on (${state.columns.join(", ")}) of ${tree.pages} pages and height ${tree.height}`) +
      `. ${conditionsText(query.conditions)}` +
      (state.queries === 0
        ? "."
        : `: ${wayText(state)}. ${mean} pages a query in the mean, a scan reads ${scan}.`),
  };
}

function treePart(state: State): ScenePart {
  const { tree, query } = state;
  const way = new Set(query.path);
  return {
    kind: "tree",
    title: `Pages of the index, each by its first key (${state.columns!.join(", ")})`,
    root: drawn(tree.root, way, tree.root.page === query.path[0] || query.path.length === 0),
  };
}

/** The page, and below it the pages near the way; the others stand for themselves as a number. */
function drawn(
  page: TreePage<CompositeKey, number>,
  way: ReadonlySet<number>,
  onWay: boolean,
): SceneTreeNode {
  const label = firstKey(page);
  const taken = onWay && way.has(page.page);
  const tone: Tone = taken ? (isLeafPage(page) ? "good" : "accent") : "neutral";
  if (isLeafPage(page)) return { label: `${label} · ${page.keys.length}`, tone, children: [] };
  const { children } = page;
  const next = Math.max(
    0,
    children.findIndex((child) => way.has(child.page)),
  );
  const from = Math.max(0, Math.min(next - NEIGHBOURS, children.length - 2 * NEIGHBOURS - 1));
  const to = Math.min(children.length, from + 2 * NEIGHBOURS + 1);
  const nodes: SceneTreeNode[] = children
    .slice(from, to)
    .map((child, i) =>
      from + i === next && onWay
        ? drawn(child, way, true)
        : { label: firstKey(child), tone: "neutral", children: [] },
    );
  if (from > 0) nodes.unshift({ label: `${from} more`, tone: "muted", children: [] });
  if (to < children.length)
    nodes.push({ label: `${children.length - to} more`, tone: "muted", children: [] });
  return { label, tone, children: nodes };
}

function firstKey(page: TreePage<CompositeKey, number>): string {
  let leaf = page;
  while (!isLeafPage(leaf)) leaf = leaf.children[0]!;
  const key = leaf.keys[0];
  if (key === undefined) return "empty";
  // The row's number, which ends the entries of indexes that are not unique, says nothing to a reader.
  const shown = key.length > 1 ? key.slice(0, -1) : key;
  return shown.map((value) => (value > 1e9 ? value.toExponential(2) : String(value))).join("/");
}

/** What the same query would cost by every index, as a planner estimates it. */
function waysTable({ params, table, tree, query, columns }: State): ScenePart {
  const rows = Math.max(1, table.rows - table.deleted);
  const scan = tablePages(table.rows, params.rowsPerPage);
  const shape = { height: tree.height, leafEntries: Math.max(1, params.entriesPerPage * 0.69) };
  const list = Object.entries(INDEX_COLUMNS).map(([path, indexed]) => {
    const estimate = indexEstimate(
      path,
      rows,
      params,
      columns === undefined ? { ...shape, height: 2 } : shape,
    );
    const cells = [
      `(${indexed.join(", ")})`,
      String(estimate.columns),
      String(Math.round(estimate.examined)),
      String(Math.round(estimate.pages)),
    ];
    const own = path === params.path;
    const tone: Tone = own ? (query.indexed ? "good" : "warn") : estimate.pages < scan ? "neutral" : "muted";
    return { cells, tone };
  });
  const tone: Tone = query.indexed ? "neutral" : "accent";
  return {
    kind: "table",
    title: "The same query by each way, estimated",
    columns: ["Index", "Columns that bound it", "Looked at", "Pages"],
    rows: [{ cells: ["none: scan", "0", String(rows), String(scan)], tone }, ...list],
  };
}

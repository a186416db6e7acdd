/** What availability looks like: the block diagram, the nines, and the downtime a year. */
import type { Scene, SceneLink, SceneNode, ScenePart, Tone } from "../kernel/scene.ts";
import { unitsOf } from "./params.ts";
import { downtimePerYearS, ninesOfUnavailability } from "./primitives/nines.ts";
import { type State, systemDownMs, unitsDownMs, unitsUp } from "./state.ts";
import { unitName } from "./structure.ts";

export function scene(state: State, nowMs: number): Scene {
  const { params, outages, systemUp } = state;
  const down = nowMs > 0 ? systemDownMs(state, nowMs) / nowMs : 0;
  return {
    parts: [graph(state), cells(state), nines(state, nowMs)],
    text:
      `The system is ${systemUp ? "up" : "down"}, ${unitsUp(state)} of ${unitsOf(params)} units are; ${outages} outages so ` +
      `far; it was down ${percent(down)} of the time, ${durationText(downtimePerYearS(down))} a year.`,
  };
}

function toneOf(state: State, unit: number): Tone {
  if (state.up[unit] === 0) return "bad";
  return state.params.structure === "standby" && unit !== state.active ? "muted" : "good";
}

function detailOf(state: State, unit: number): string {
  if (state.up[unit] === 1)
    return state.params.structure === "standby" && unit !== state.active ? "stands by" : "up";
  return state.waiting.includes(unit) ? "waits for a crew" : "in repair";
}

/** Units in series stand in a chain; those that make up for each other stand side by side. */
function graph(state: State): ScenePart {
  const { params, systemUp } = state;
  const stages = stagesOf(state);
  const users: SceneNode = { id: "users", label: "users", tone: "accent" };
  const service: SceneNode = {
    id: "service",
    label: "service",
    detail: systemUp ? "up" : "down",
    tone: systemUp ? "good" : "bad",
  };
  const units = Array.from({ length: unitsOf(params) }, (_, unit) => ({
    id: unitName(params, unit),
    label: unitName(params, unit),
    detail: detailOf(state, unit),
    tone: toneOf(state, unit),
  }));
  const columns = [
    ["users"],
    ...stages.map((stage) => stage.map((unit) => unitName(params, unit))),
    ["service"],
  ];
  const links: SceneLink[] = [];
  for (let i = 1; i < columns.length; i++)
    for (const from of columns[i - 1]!) for (const to of columns[i]!) links.push({ from, to, tone: "muted" });
  return {
    kind: "graph",
    title: params.structure === "series" ? "Every unit is needed" : "Units that make up for each other",
    layout: params.structure === "series" ? "row" : "layers",
    nodes: [users, ...units, service],
    links,
    packets: [],
  };
}

function stagesOf({ params }: State): number[][] {
  const all = Array.from({ length: unitsOf(params) }, (_, unit) => unit);
  if (params.structure === "series") return all.map((unit) => [unit]);
  if (params.structure !== "web") return [all];
  return [all.slice(0, 2), all.slice(2, 2 + params.units), all.slice(2 + params.units)];
}

function cells(state: State): ScenePart {
  return {
    kind: "cells",
    title: "Units",
    columns: 8,
    cells: Array.from({ length: unitsOf(state.params) }, (_, unit) => ({
      label: unitName(state.params, unit),
      detail: detailOf(state, unit),
      tone: toneOf(state, unit),
    })),
  };
}

function nines(state: State, nowMs: number): ScenePart {
  const unitMs = nowMs * unitsOf(state.params);
  const rows: [string, number][] = [
    ["a unit", nowMs > 0 ? unitsDownMs(state, nowMs) / unitMs : 0],
    ["the system", nowMs > 0 ? systemDownMs(state, nowMs) / nowMs : 0],
    ["two nines", 0.01],
    ["three nines", 0.001],
    ["four nines", 0.0001],
    ["five nines", 0.00001],
  ];
  return {
    kind: "table",
    title: "Nines",
    columns: ["", "Availability", "Nines", "Down a year"],
    rows: rows.map(([name, down], i) => ({
      cells: [
        name,
        percent(1 - down),
        down > 0 ? `${Math.round(10 * ninesOfUnavailability(down)) / 10}` : "–",
        durationText(downtimePerYearS(down)),
      ],
      tone: i < 2 ? "accent" : "muted",
    })),
  };
}

const percent = (share: number): string => `${Math.round(share * 1e6) / 1e4} %`;

function durationText(seconds: number): string {
  if (seconds >= 2 * 86_400) return `${Math.round(seconds / 8640) / 10} days`;
  if (seconds >= 2 * 3600) return `${Math.round(seconds / 360) / 10} hours`;
  if (seconds >= 120) return `${Math.round(seconds / 6) / 10} minutes`;
  return `${Math.round(seconds)} s`;
}

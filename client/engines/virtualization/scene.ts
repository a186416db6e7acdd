/** What it looks like: how full each host is and of how many guests, and who gets the CPU. */
import type { Scene } from "../kernel/scene.ts";
import { GUEST_NAMES, HOST_GB } from "./params.ts";
import { cpuShares } from "./plan.ts";
import { hostsInUse, type State } from "./state.ts";

const CELLS = 64;

export function scene(state: State): Scene {
  const { params, freeGb, guestsOn, got, quanta } = state;
  const fair = cpuShares(params);
  const used = HOST_GB * params.hosts - freeGb.reduce((sum, free) => sum + free, 0);
  const programs = params.programGb * state.guests;
  const ours = quanta === 0 ? 0 : got[0]! / quanta;
  return {
    parts: [
      {
        kind: "cells",
        title: "Hosts, with the number of guests",
        columns: 16,
        cells: Array.from({ length: Math.min(CELLS, params.hosts) }, (_, host) => {
          const share = 1 - freeGb[host]! / HOST_GB;
          return {
            label: String(guestsOn[host]),
            detail: `host ${host + 1}: ${guestsOn[host]} guests, ${Math.round(100 * share)} % of its memory`,
            tone: guestsOn[host] === 0 ? "muted" : share > 0.95 ? "bad" : share > 0.7 ? "warn" : "good",
          };
        }),
      },
      {
        kind: "bars",
        title: "Memory",
        unit: "GB",
        max: HOST_GB * params.hosts,
        bars: [
          { label: "programs", value: programs, tone: "good" },
          { label: "in all", value: Math.max(0, used), tone: "accent" },
        ],
      },
      {
        kind: "bars",
        title: "The CPU so far, and each guest's fair share",
        unit: "%",
        max: 100,
        bars: GUEST_NAMES.map((label, guest) => ({
          label,
          value: quanta === 0 ? 0 : (100 * got[guest]!) / quanta,
          tone: guest === 0 ? "accent" : guest === 1 ? "bad" : "neutral",
          reference: 100 * fair[guest]!,
        })),
      },
    ],
    text:
      `${state.guests} guests on ${hostsInUse(state)} of ${params.hosts} hosts; ${state.refused} of ${state.arrivals} starts refused; ` +
      `our guest gets ${(100 * ours).toFixed(1)} % of the CPU and wants ${(100 * params.demand).toFixed(0)} %.`,
  };
}

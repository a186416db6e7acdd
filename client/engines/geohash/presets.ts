/** Searches near a place as one would set them up, and where they go wrong. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  taxis: {
    title: "Taxis within 400 metres",
    help: "Six characters, cells of 0.8 × 0.6 km in Paris: one's own cell holds little more than half of what is near.",
    params: { place: "paris", precision: 6, radius: 400, points: 3000 },
  },
  greenwich: {
    title: "Across the zero meridian",
    help: "Neighbours on either side of it share not one character; searching by neighbouring cells does not mind.",
    params: { place: "greenwich", precision: 6, radius: 400, points: 3000 },
  },
  "date-line": {
    title: "Across the date line",
    help: "Longitude jumps from 180 to −180 in the middle of the island; cells begin again on the other side.",
    params: { place: "fiji", precision: 6, radius: 500, points: 3000 },
  },
  coarse: {
    title: "Cells too coarse",
    help: "Five characters for 300 metres: almost nothing is missed, and most of what is read lies too far away.",
    params: { place: "paris", precision: 5, radius: 300, points: 3000 },
  },
  fine: {
    title: "Cells too fine",
    help: "Seven characters for 400 metres: the nine cells together are smaller than the circle, and most is missed.",
    params: { place: "paris", precision: 7, radius: 400, points: 3000 },
  },
};

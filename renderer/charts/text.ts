import { defineText } from "../app/text/text.ts";

export const text = defineText("charts", {
  chart: "chart",
  keys: "Arrow keys move the crosshair, plus and minus zoom, Shift and arrows pan, 0 shows all.",
  empty: "{{label}}: no figures yet.",
  line: "{{label}}: {{points}} points, first {{first}}, last {{last}}, lowest {{min}} at {{minAt}}, highest {{max}} at {{maxAt}}.",
  nonFinite: "{{label}}: {{points}} figures were not finite.",
  smoothing: "Smoothing",
  smoothingHelp:
    "Weight of the past in the bold line, an exponential mean over every step without the pull towards zero at the start. The faint line is what was measured. 0 shows the measured line alone.",
  axis: "Horizontal axis",
  step: "Step",
  epoch: "Epoch",
  time: "Time",
  log: "Logarithmic scale",
  showAll: "Show all",
  table: "Table",
  curves: "Curves",
  export: "Export",
  asCsv: "Every figure as CSV",
  asPng: "Picture as PNG",
  saved: "Saved as {{name}}.",
  howTo:
    "Drag to pan. Click the chart, then the wheel zooms; or hold Ctrl. Double click shows all.",
  wall: "Time (s)",
  rows: "Figures of {{title}}",
});

// npm run bench:desktop [start|memory|delay|step|charts …]: figures of the window, one JSON object a line.
import { startVirtualDisplay } from "../../../tools/desktop/virtual-display.ts";
import { measureCharts, measureStepToChart } from "./chart-figures.ts";
import { measureDelay, measureMemory, measureStart, usedHome } from "./window-figures.ts";

const display = await startVirtualDisplay();
Object.assign(process.env, display.env);
const wanted = process.argv.slice(2);
const measures = {
  start: measureStart,
  memory: measureMemory,
  delay: measureDelay,
  step: measureStepToChart,
  charts: measureCharts,
};
const { home, remove } = await usedHome();
try {
  for (const [name, measure] of Object.entries(measures)) {
    if (wanted.length === 0 || wanted.includes(name)) await measure(home);
  }
} finally {
  remove();
  display.stop();
}

/** Every page of the window, with a home in which each has something to show. */

import type { RunningWindow } from "./launch.ts";
import { ordersCsv, prepareOrders, startSmallRun } from "./small-run.ts";
import { until } from "./until.ts";
import { call, openHome } from "./workbench.ts";

export interface PageCase {
  readonly name: string;
  readonly path: string;
}

/** Goes to a page by its address and waits until it has settled: a heading, and nothing loading. */
export async function goTo(window: RunningWindow, path: string): Promise<void> {
  // The router keeps the path in the hash and the query before it.
  const [place = "/", query] = path.split("?");
  const address = `${query === undefined ? "/" : `/?${query}`}#${place}`;
  await window.page.evaluate(`(() => {
    history.pushState(null, "", ${JSON.stringify(address)});
    dispatchEvent(new HashChangeEvent("hashchange"));
  })()`);
  await window.page.locator("main h1").first().waitFor();
  await window.page
    .locator("main [role=progressbar]:not([aria-valuenow])")
    .first()
    .waitFor({ state: "detached", timeout: 3000 })
    .catch(() => {}); // a page may show work that goes on
  await window.page.waitForTimeout(300);
}

/** A used home: orders with two bad rows, the bundled base, two finished and evaluated runs. */
export async function prepareUsedHome(window: RunningWindow): Promise<readonly PageCase[]> {
  await openHome(window);
  await prepareOrders(window, ordersCsv(240, "routine", 2));
  const runs = [];
  for (const seed of [1, 2]) runs.push(await finishedRun(window, seed));
  const [dataset] = await call(window, "datasets", "list", {});
  return [
    { name: "home", path: "/" },
    { name: "datasets", path: "/datasets" },
    { name: "dataset", path: `/datasets/${dataset?.hash}` },
    { name: "models", path: "/models" },
    { name: "budget", path: "/budget" },
    { name: "runs", path: "/runs" },
    { name: "new-run", path: "/runs/new" },
    { name: "run", path: `/runs/${runs[0]}` },
    { name: "compare", path: `/compare?runs=${runs.join(",")}` },
    { name: "chat", path: `/chat?run=${runs[0]}` },
    { name: "settings", path: "/settings" },
  ];
}

async function finishedRun(window: RunningWindow, seed: number): Promise<string> {
  const run = await startSmallRun(window, { seed, maxSteps: 80, learningRate: 2e-3 });
  const status = async () => (await call(window, "runs", "get", { run })).run.status;
  await until(`run ${run}`, status, (one) => one === "finished");
  await call(window, "evaluation", "evaluate", { run });
  return run;
}

// A writer that is meant to be killed: it says what is committed, as soon as it is.
import { openHome } from "../../electron/main/open-home.ts";
import { toAppError } from "../../electron/shared/errors.ts";
import { addRun } from "../support/store-rows.ts";

const [root = "", canary = ""] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const { store } = openHome({ root, passphrase: null, mode: "write" });
  const run = addRun(store, `run ${Date.now()} ${canary}`, canary);
  store.runs.setStatus(run, "running");
  say(`run ${run}`);
  for (let step = 1; ; step += 1) {
    const at = { step, wallMs: step };
    store.metrics.append(run, [
      { ...at, name: "loss", value: 1 / step },
      { ...at, name: "gradNorm", value: step },
    ]);
    store.command("settings.set", (entry) => {
      store.settings.set({ threads: step % 1000 });
      entry.about("setting", String(step));
    });
    say(`step ${step}`);
  }
} catch (error) {
  say(`error ${toAppError(error).code}`);
}

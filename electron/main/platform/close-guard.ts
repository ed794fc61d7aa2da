/** Closing the window must not end a run by surprise: it asks what becomes of it. */
import { type BrowserWindow, dialog } from "electron";
import type { RunHandle } from "../services/api/run.ts";

const KEEP = 0;
const STOP = 1;
const CHOICES = ["Keep training in the background", "Stop and save, then quit", "Cancel"];

export interface CloseGuardPorts {
  /** The run under way; null while there is none. */
  readonly activeRun: () => RunHandle | null;
  readonly quit: () => void;
}

/** Hidden, the program goes on: starting it again shows the window with the whole history. */
export function guardClose(window: BrowserWindow, ports: CloseGuardPorts): void {
  let asked = false;
  let allowed = false;
  window.on("close", (event) => {
    const run = ports.activeRun();
    if (allowed || run === null) return;
    event.preventDefault();
    if (asked) return;
    asked = true;
    void ask(window, run.name).then(async (choice) => {
      asked = false;
      if (choice === KEEP) window.hide();
      if (choice !== STOP) return;
      run.stop();
      // A run that fails while it saves has its last checkpoint; the person asked to leave.
      await run.done.catch(() => {});
      allowed = true;
      ports.quit();
    });
  });
}

async function ask(window: BrowserWindow, name: string): Promise<number> {
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    title: "A run is training",
    message: `“${name}” is still training.`,
    detail:
      "In the background it trains on, and starting Differential again shows it. Stopped, it is " +
      "saved at the end of this step and can be resumed later.",
    buttons: CHOICES,
    defaultId: KEEP,
    cancelId: CHOICES.length - 1,
    noLink: true,
  });
  return response;
}

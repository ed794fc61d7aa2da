/** A page whose process died leaves a blank window: it is loaded again. Work goes on meanwhile. */
import { type BrowserWindow, dialog } from "electron";
import { ReloadLimit } from "./reload-limit.ts";

const CHOICES = ["Load it again", "Close the window"];

export function reloadCrashedPage(window: BrowserWindow): void {
  const limit = new ReloadLimit();
  // In a turn of its own: the event comes while the old process is being taken down.
  const reload = () =>
    setImmediate(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  window.webContents.on("render-process-gone", (_, { reason }) => {
    if (reason === "clean-exit" || window.isDestroyed()) return;
    if (limit.take(performance.now())) reload();
    else void ask(window).then((again) => (again ? reload() : closeIfThere(window)));
  });
}

function closeIfThere(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.close();
}

/** Not the box that waits: it would stop the runs' bookkeeping until somebody comes. */
async function ask(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    title: "The window stopped working",
    message: "The window's page crashed twice within ten seconds.",
    detail:
      "Runs and other work are not affected and go on. Load the page again; if it crashes again, " +
      "close the window and restart Differential.",
    buttons: CHOICES,
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}

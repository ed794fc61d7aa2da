/** Closing the window must not end work by surprise: it asks what becomes of it. */
import { type BrowserWindow, dialog } from "electron";
import type { CloseQuestion } from "../services/close-question.ts";
import { quitWhenDone } from "./quit-when-done.ts";

const KEEP = 0;
const STOP = 1;
const CHOICES = ["Keep working in the background", "Stop and save, then quit", "Cancel"];

export interface CloseGuardPorts {
  /** Null: nothing is under way. */
  readonly question: () => CloseQuestion | null;
  /** Ends all work and the queue; resolves once what can be saved is saved. */
  readonly stopAll: () => Promise<void>;
  readonly quit: () => void;
}

/** Hidden, the program goes on: starting it again shows the window with the whole history. */
export function guardClose(window: BrowserWindow, ports: CloseGuardPorts): void {
  let asked = false;
  let allowed = false;
  const leave = () => {
    allowed = true;
    ports.quit();
  };
  window.on("close", (event) => {
    const question = ports.question();
    if (allowed || question === null) return;
    event.preventDefault();
    if (asked) return;
    asked = true;
    if (!window.isVisible()) window.show(); // the quit came from the tray
    void ask(window, question).then(async (choice) => {
      asked = false;
      if (choice === KEEP) {
        if (ports.question() === null) leave();
        else hide(window, ports);
      }
      if (choice !== STOP) return;
      // A run that fails while it saves has its last checkpoint; the person asked to leave.
      await ports.stopAll().catch(() => {});
      leave();
    });
  });
}

function hide(window: BrowserWindow, { question, quit }: CloseGuardPorts): void {
  window.hide();
  const stay = quitWhenDone({ busy: () => question() !== null, quit });
  window.once("show", stay);
  window.once("closed", stay);
}

async function ask(window: BrowserWindow, question: CloseQuestion): Promise<number> {
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    ...question,
    buttons: CHOICES,
    defaultId: KEEP,
    cancelId: CHOICES.length - 1,
    noLink: true,
  });
  return response;
}

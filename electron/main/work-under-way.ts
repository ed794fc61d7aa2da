/** Everything the program does for the person right now: runs of the open workbench, and commands. */
import type { TaskBoard } from "./ipc/task-board.ts";
import { type CloseQuestion, closeQuestion } from "./services/close-question.ts";
import type { WindowSession } from "./session.ts";

export interface WorkUnderWay {
  /** Null: nothing is under way. */
  question(): CloseQuestion | null;
  stopAll(): Promise<void>;
}

export function workUnderWay(session: WindowSession, tasks: TaskBoard): WorkUnderWay {
  const workbench = () => (session.isOpen ? session.workbench() : null);
  return {
    question: () =>
      closeQuestion({
        busy: () => workbench()?.supervisor.busy() ?? false,
        runs: () => workbench()?.supervisor.now().runs ?? [],
        tasks: () => tasks.list(),
        nameOf: (id) => workbench()?.runs.find(id)?.name ?? null,
      }),
    stopAll: async () => {
      tasks.abortAll();
      await workbench()?.supervisor.shutdown();
    },
  };
}

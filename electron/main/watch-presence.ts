/** Joins the open workbench, the commands under way and the desktop. */
import type { Workbench } from "./compose.ts";
import type { TaskBoard } from "./ipc/task-board.ts";
import { type DesktopPort, Presence } from "./services/presence.ts";

/** Returns what ends it. */
export function watchPresence(
  workbench: Workbench,
  tasks: TaskBoard,
  desktop: DesktopPort,
): () => void {
  const presence = new Presence(
    {
      runs: () => workbench.supervisor.now().runs,
      tasks: () => tasks.list(),
      runOf: (id) => workbench.runs.find(id),
      notificationsOn: () => workbench.settings.get().notifications,
      now: Date.now,
    },
    desktop,
  );
  const look = () => {
    try {
      presence.look();
    } catch {
      // A line or a message less (a desktop without a tray, a store that closes): the next change
      // is looked at again, and the work it tells of is not harmed.
    }
  };
  const ends = [workbench.supervisor.watch(look), tasks.watch(look)];
  return () => {
    for (const end of ends) end();
  };
}

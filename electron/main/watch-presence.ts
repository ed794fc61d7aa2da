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
      runOf: (id) => workbench.runs.list().find((run) => run.id === id) ?? null,
      notificationsOn: () => workbench.settings.get().notifications,
      now: Date.now,
    },
    desktop,
  );
  const look = () => presence.look();
  const ends = [workbench.supervisor.watch(look), tasks.watch(look)];
  return () => {
    for (const end of ends) end();
  };
}

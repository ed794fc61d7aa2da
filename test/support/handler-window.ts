import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openWorkbench, type Workbench } from "../../electron/main/compose.ts";
import { Dispatcher } from "../../electron/main/ipc/dispatcher.ts";
import { FileHandles } from "../../electron/main/ipc/file-handles.ts";
import type { HandlerHost } from "../../electron/main/ipc/handler-host.ts";
import { createHandlers } from "../../electron/main/ipc/handlers/index.ts";
import { TaskBoard } from "../../electron/main/ipc/task-board.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface HandlerWindow {
  readonly folder: string;
  readonly files: FileHandles;
  readonly workbench: Workbench;
  readonly dispatcher: Dispatcher;
}

/** What stands behind the page: the dispatcher and its handlers over a real workbench. */
export async function handlerWindow(): Promise<HandlerWindow> {
  const folder = temporaryFolder();
  const workbench = await openWorkbench({ home: join(folder, "home") });
  onTestFinished(() => workbench.close());
  const files = new FileHandles();
  const tasks = new TaskBoard();
  const host = { workbench: () => workbench, files, tasks } as unknown as HandlerHost;
  const dispatcher = new Dispatcher({ handlers: createHandlers(host), tasks });
  return { folder, files, workbench, dispatcher };
}

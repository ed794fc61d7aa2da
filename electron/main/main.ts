/** Entry of the desktop program: the order in which its parts start, and nothing else. */
import { join } from "node:path";
import { app, type BrowserWindow, safeStorage, session as sessions } from "electron";
import { declareScheme, ORIGIN, serveApp } from "./app-protocol.ts";
import { tellFatal } from "./fatal.ts";
import { Dispatcher } from "./ipc/dispatcher.ts";
import { FileHandles } from "./ipc/file-handles.ts";
import type { HandlerHost } from "./ipc/handler-host.ts";
import { createHandlers } from "./ipc/handlers/index.ts";
import { registerIpc } from "./ipc/register.ts";
import { TaskBoard } from "./ipc/task-board.ts";
import { guardClose } from "./platform/close-guard.ts";
import { createDesktopPresence } from "./platform/desktop-presence.ts";
import { createDialogs } from "./platform/dialogs.ts";
import { resolveHome } from "./platform/home.ts";
import { safeStorageKeyring } from "./platform/safe-storage.ts";
import { startUtilityParser } from "./platform/utility-parser.ts";
import { startUtilityTrainer } from "./platform/utility-trainer.ts";
import { createSession, type WindowSession } from "./session.ts";
import { applySessionPolicy, silenceNetwork } from "./session-policy.ts";
import { watchPresence } from "./watch-presence.ts";
import { createWindow, preloadPath } from "./window.ts";
import { workUnderWay } from "./work-under-way.ts";

const bundle = import.meta.dirname;
let window: BrowserWindow | null = null;
let opened: WindowSession | null = null;

// Electron shows a modal box for what nobody caught: the program would hang where nobody sees it.
process.on("uncaughtException", (error) => {
  tellFatal(error, {
    logger: () => (opened?.isOpen ? opened.workbench().logger : null),
    say: (line) => process.stderr.write(line),
  });
  app.exit(1);
});

declareScheme();
silenceNetwork();
app.enableSandbox();
// What the browser keeps for itself lies in the home too: one window a home, erased with it.
app.setPath("userData", join(resolveHome(undefined, process.env), "window"));
if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(start);

function start(): void {
  const presence = createDesktopPresence({
    window: () => window,
    show: () => show(),
    quit: () => app.quit(),
    resources: join(bundle, "..", "..", "resources"),
  });
  let endPresence = () => {};
  const tasks = new TaskBoard();
  const session = createSession({
    keyring: safeStorageKeyring(safeStorage),
    startTrainer: startUtilityTrainer,
    startParser: startUtilityParser,
    onOpen: (workbench) => {
      endPresence = watchPresence(workbench, tasks, presence);
      workbench.watch.start();
    },
  });
  opened = session;
  void session.start();
  const files = new FileHandles();
  const host: HandlerHost = {
    workbench: () => session.workbench(),
    session,
    files,
    tasks,
    dialogs: createDialogs(() => window),
  };
  const onDefect = (action: string, error: unknown) => {
    if (session.isOpen) session.workbench().logger.error("ipc.defect", error, { action });
  };
  const dispatcher = new Dispatcher({ handlers: createHandlers(host), tasks, onDefect });
  const page = () => window?.webContents ?? null;
  registerIpc({ dispatcher, files, origin: ORIGIN, page });
  applySessionPolicy(sessions.defaultSession);
  serveApp(sessions.defaultSession, join(bundle, "..", "renderer"));
  const work = workUnderWay(session, tasks);
  const open = () => {
    window = createWindow(preloadPath(bundle));
    guardClose(window, { ...work, quit: () => app.quit() });
    window.on("closed", () => {
      window = null;
    });
  };
  open();
  const show = () => {
    if (window === null) return open();
    if (!window.isVisible()) window.show();
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  app.on("second-instance", show);
  app.on("activate", () => {
    if (window === null) open();
  });
  app.on("window-all-closed", () => app.quit());
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    closed = true;
    event.preventDefault();
    endPresence();
    presence.close();
    tasks.abortAll();
    // In a turn of its own: a quit asked for while this one is being refused is forgotten.
    void session.close().finally(() => setImmediate(() => app.quit()));
  });
}

/** Binds the dispatcher to Electron's IPC. Only our own page, in its main frame, is answered. */
import { ipcMain, type WebContents, type WebFrameMain } from "electron";
import { CHANNELS, type StreamFrame } from "../../shared/contract/channels.ts";
import { AppError, toAppError } from "../../shared/errors.ts";
import { capture, fail } from "../../shared/result.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { FileHandles } from "./file-handles.ts";
import { StreamLine } from "./stream-line.ts";

/** A page that opens streams without end is broken or hostile. */
const MAX_STREAMS = 200;

export interface RegisterOptions {
  readonly dispatcher: Dispatcher;
  readonly files: FileHandles;
  readonly origin: string;
  /** The window's page; null while there is none. */
  readonly page: () => WebContents | null;
}

interface Sender {
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
}

export function registerIpc(options: RegisterOptions): void {
  const isOurs = ({ sender, senderFrame }: Sender): boolean => {
    const page = options.page();
    if (page === null || page.isDestroyed() || sender !== page || senderFrame === null)
      return false;
    return senderFrame === page.mainFrame && senderFrame.origin === options.origin;
  };
  ipcMain.handle(CHANNELS.call, async (event, domain: unknown, name: unknown, input: unknown) =>
    isOurs(event) ? options.dispatcher.call(domain, name, input) : fail(stranger()),
  );
  ipcMain.handle(CHANNELS.drop, (event, path: unknown) =>
    capture(() => {
      if (!isOurs(event)) throw stranger();
      if (typeof path !== "string" || path === "" || path.length > 4096) {
        throw new AppError("INVALID_INPUT", "This is not a file of this computer.", {
          hint: "Drop a file or folder from the file manager.",
        });
      }
      return options.files.add(path);
    }),
  );
  registerStreams(options, isOurs);
}

function registerStreams(options: RegisterOptions, isOurs: (event: Sender) => boolean): void {
  const open = new Map<string, AbortController>();
  const streamKey = (page: WebContents, id: unknown) => `${page.id}:${String(id).slice(0, 40)}`;
  const watched = new WeakSet<WebContents>();
  // A reload or a crash leaves nobody to listen.
  const endAll = () => {
    for (const abort of open.values()) abort.abort();
    open.clear();
  };
  ipcMain.on(
    CHANNELS.open,
    (event, id: unknown, domain: unknown, name: unknown, input: unknown) => {
      if (!isOurs(event) || typeof id !== "string" || id.length > 40) return;
      const page = event.sender;
      if (!watched.has(page)) {
        watched.add(page);
        page.on("did-start-navigation", (navigation) => {
          if (navigation.isMainFrame && !navigation.isSameDocument) endAll();
        });
        page.on("render-process-gone", endAll);
      }
      const key = streamKey(page, id);
      const send = (frame: StreamFrame) => {
        if (!page.isDestroyed()) page.send(CHANNELS.events, id, frame);
      };
      if (open.has(key) || open.size >= MAX_STREAMS) {
        const error = new AppError("TOO_LARGE", "Too many streams are open.", { hint: "Reload." });
        send({ type: "end", error: error.toWire() });
        return;
      }
      const abort = new AbortController();
      open.set(key, abort);
      const line = new StreamLine(send);
      abort.signal.addEventListener("abort", () => line.cut());
      const emit = (value: unknown) => {
        if (!abort.signal.aborted) line.emit(value);
      };
      options.dispatcher
        .stream(domain, name, input, emit, abort.signal)
        .then(
          () => null,
          (error: unknown) => toAppError(error).toWire(),
        )
        .then((error) => {
          // A page loaded anew may have a stream of this name by now.
          if (open.get(key) === abort) open.delete(key);
          if (abort.signal.aborted) return;
          line.flush();
          send({ type: "end", error });
        });
    },
  );
  ipcMain.on(CHANNELS.close, (event, id: unknown) => {
    if (!isOurs(event)) return;
    const key = streamKey(event.sender, id);
    open.get(key)?.abort();
    open.delete(key);
  });
}

function stranger(): AppError {
  return new AppError("PERMISSION_DENIED", "This page may not ask anything of the program.", {
    hint: "Only the program's own window may.",
  });
}

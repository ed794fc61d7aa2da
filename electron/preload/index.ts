/**
 * Builds the one global of the page, `window.workbench`, from the contract's table. The page can
 * name an entry; it cannot name a channel, and it never sees a path.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from "electron";
import { CHANNELS, type StreamFrame } from "../shared/contract/channels.ts";

/** Domain → entry → verb, taken from the contract when the program is built. */
declare const CONTRACT_TABLE: Readonly<Record<string, Readonly<Record<string, string>>>>;

type Listener = (frame: StreamFrame) => void;
const listeners = new Map<string, Listener>();
/** Of this load: events on their way to an earlier page are not this one's. */
const load = crypto.randomUUID().slice(0, 8);
let lastStream = 0;

ipcRenderer.on(CHANNELS.events, (_: IpcRendererEvent, id: string, frame: StreamFrame) => {
  const listener = listeners.get(id);
  if (frame.type === "end") listeners.delete(id);
  listener?.(frame);
});

/** Opens a stream and returns what closes it. */
function open(domain: string, entry: string, input: unknown, listener: Listener): () => void {
  lastStream += 1;
  const id = `${load}-${lastStream}`;
  listeners.set(id, listener);
  ipcRenderer.send(CHANNELS.open, id, domain, entry, input);
  return () => {
    if (listeners.delete(id)) ipcRenderer.send(CHANNELS.close, id);
  };
}

const domains = Object.entries(CONTRACT_TABLE).map(([domain, entries]) => {
  const calls = Object.entries(entries).map(([entry, verb]) => [
    entry,
    verb === "stream"
      ? (input: unknown, listener: Listener) => open(domain, entry, input, listener)
      : (input: unknown) => ipcRenderer.invoke(CHANNELS.call, domain, entry, input),
  ]);
  return [domain, Object.fromEntries(calls) as Record<string, unknown>] as const;
});

contextBridge.exposeInMainWorld("workbench", {
  ...Object.fromEntries(domains),
  /** A file dropped on the page, as a handle. Only a file the person really dropped has a path. */
  dropped: (file: File) => ipcRenderer.invoke(CHANNELS.drop, webUtils.getPathForFile(file)),
});

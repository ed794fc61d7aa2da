import type { TrainerMessage } from "../main/trainer-host/protocol/messages.ts";

/** The line to the host: a Node child process today, a utility process of the window later. */
export interface HostPort {
  send(message: TrainerMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** Throws when this process was not started by a host. */
export function childProcessPort(): HostPort {
  if (process.send === undefined) {
    throw new Error("the trainer process is started by the workbench, not by hand");
  }
  return {
    // The callback keeps a send to a host that has just gone from raising an error event.
    send: (message) => void process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => void process.on("message", listener),
    onClose: (listener) => void process.on("disconnect", listener),
  };
}

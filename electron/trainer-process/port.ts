import type { TrainerMessage } from "../main/trainer-host/protocol/messages.ts";

/** The line to the host: of a Node child process, or of a utility process of the window. */
export interface HostPort {
  send(message: TrainerMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** What Electron adds to a utility process. Its types are not needed for these three members. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { data: unknown }) => void): void;
}

/** Throws when this process was not started by a host. */
export function hostPort(): HostPort {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  return parentPort === undefined ? childProcessPort() : utilityPort(parentPort);
}

/** The browser process ends its utility processes with itself, so there is no close to hear of. */
function utilityPort(port: ParentPort): HostPort {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on("message", (event) => listener(event.data)),
    onClose: () => {},
  };
}

function childProcessPort(): HostPort {
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

// Entry of the trainer process: the only one that loads the engine. A fault in native code ends
// this process alone; the host starts it again and a run goes on from its last checkpoint.
import {
  type HostMessage,
  HostMessageSchema,
  PROTOCOL_VERSION,
} from "../main/trainer-host/protocol/messages.ts";
import { AppError } from "../shared/errors.ts";
import { Calls } from "./calls.ts";
import { Engine } from "./engine.ts";
import { fromEngine } from "./engine-error.ts";
import { handlers } from "./handlers/index.ts";
import { loadAddon } from "./loader.ts";
import { hostPort } from "./port.ts";

const port = hostPort();
let calls: Calls | null = null;

// Ctrl+C, a closed terminal and a cluster's end of time reach the whole process group: the host
// decides what they mean.
for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"]) process.on(signal, () => {});
// Without a host nothing can be recorded; what is saved is saved.
port.onClose(() => process.exit(0));

function greet(message: Extract<HostMessage, { type: "hello" }>): void {
  try {
    if (message.protocolVersion !== PROTOCOL_VERSION) {
      throw new AppError("ENGINE", "The trainer process is of another version than the host.", {
        hint: "Install the program again.",
        details: { host: message.protocolVersion, trainer: PROTOCOL_VERSION },
      });
    }
    const addon = loadAddon();
    calls = new Calls(new Engine(addon), handlers, port.send);
    const engineVersion = addon.version;
    port.send({ type: "ready", protocolVersion: PROTOCOL_VERSION, engineVersion });
  } catch (error) {
    port.send({ type: "refused", error: fromEngine(error).toWire() });
  }
}

port.onMessage((raw) => {
  const parsed = HostMessageSchema.safeParse(raw);
  if (!parsed.success) return; // not ours to answer: no request id can be trusted
  const message = parsed.data;
  if (message.type === "hello") greet(message);
  else if (message.type === "signal") calls?.signal(message.id, message.signal);
  else calls?.accept(message);
});

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { lastWordsOf } from "../last-words.ts";
import { trainerEnvironment } from "./environment.ts";
import type { HostMessage } from "./protocol/messages.ts";
import type { StartTrainer } from "./transport.ts";

const ENTRY = fileURLToPath(new URL("../../trainer-process/main.ts", import.meta.url));

/** The trainer as a child of this Node: same program, structured-clone messages, few variables. */
export const startChildProcess: StartTrainer = () => {
  const child = fork(ENTRY, [], {
    env: trainerEnvironment(process.env),
    execArgv: [], // nothing of this process's flags: no inspector, no loader
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const lastWords = lastWordsOf(child.stderr);
  let ended = false;
  return {
    pid: child.pid ?? 0,
    send(message: HostMessage) {
      // A send to a process that is just ending fails; its end is reported on its own.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on("message", listener),
    onEnd(listener) {
      const once = (code: number | null, signal: string | null) => {
        if (ended) return;
        ended = true;
        listener({ code, signal, lastWords: lastWords() });
      };
      child.on("close", once);
      child.on("error", () => once(null, null));
    },
    kill: () => void child.kill("SIGKILL"),
    release() {
      if (child.connected) child.disconnect();
      child.unref();
    },
  };
};

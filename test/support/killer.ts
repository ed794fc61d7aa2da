// Kills the trainer process of a run at random moments, as `kill -9` does.
import { existsSync, type FSWatcher, watch } from "node:fs";
import { startChildProcess } from "../../electron/main/trainer-host/child-process.ts";
import type { HostMessage } from "../../electron/main/trainer-host/protocol/messages.ts";
import type { StartTrainer } from "../../electron/main/trainer-host/transport.ts";
import { philoxBlock } from "../../electron/shared/domain/metrics/counter-random.ts";
import { saveUnderWay } from "./checkpoint-folders.ts";

/** A life ends inside a save, after so many messages of the trainer, or after so many milliseconds. */
type Death = { in: "save"; number: number } | { after: "messages" | "ms"; number: number };

export interface KillReport {
  kills: number;
  insideSave: number;
}

/** Moments at which nothing writes a checkpoint, so that folders and rows can be compared. */
export interface QuietMoments {
  /** The process is dead, and nothing was swept yet. */
  dead(): void;
  /** Another one has swept, rows and folders agree, and training has not begun. */
  reconciled(): void;
}

/** Starts trainer processes and kills each, until `kills` died; later ones live. */
export class Killer {
  readonly report: KillReport = { kills: 0, insideSave: 0 };
  readonly #wanted: number;
  readonly #seed: number;
  readonly #moments: QuietMoments;
  #checkpointsDir = "";

  constructor(wanted: number, seed: number, moments: QuietMoments) {
    this.#wanted = wanted;
    this.#seed = seed;
    this.#moments = moments;
  }

  /** Nothing is killed before the folder of the run is known. */
  aim(checkpointsDir: string): void {
    this.#checkpointsDir = checkpointsDir;
  }

  #death(): Death {
    const [a, b] = this.#draw();
    const share = a % 100;
    if (share < 50) return { in: "save", number: b % 4 };
    if (share < 90) return { after: "messages", number: 3 + (b % 25) };
    return { after: "ms", number: b % 200 };
  }

  #draw(): [number, number] {
    const words = new Uint32Array(4);
    philoxBlock([this.report.kills, 0, 0, 0], [this.#seed, 0], words);
    return [words[0] ?? 0, words[1] ?? 0];
  }

  readonly start: StartTrainer = () => {
    const process = startChildProcess();
    if (this.#checkpointsDir === "" || this.report.kills >= this.#wanted) return process;
    const send = (message: HostMessage) => {
      // The first thing a run asks for once it is reconciled.
      if (message.type === "request" && message.method === "fingerprintModel") {
        this.#moments.reconciled();
      }
      process.send(message);
    };
    const death = this.#death();
    const kill = () => process.kill();
    let watcher: FSWatcher | null = null;
    let timer: NodeJS.Timeout | null = null;
    if ("in" in death) watcher = this.#watchSaves(death.number, kill);
    else if (death.after === "ms") timer = setTimeout(kill, death.number);
    else {
      let left = death.number;
      process.onMessage(() => {
        if (--left === 0) kill();
      });
    }
    return {
      ...process,
      send,
      onEnd: (listener) =>
        process.onEnd((end) => {
          watcher?.close();
          if (timer !== null) clearTimeout(timer);
          if (end.signal === "SIGKILL") this.#died();
          listener(end);
        }),
    };
  };

  /** Kills as soon as the folder of a save appears, after `skip` saves were let through. */
  #watchSaves(skip: number, kill: () => void): FSWatcher | null {
    if (!existsSync(this.#checkpointsDir)) return null;
    let left = skip;
    const seen = new Set<string>();
    return watch(this.#checkpointsDir, (_, name) => {
      if (name === null || !name.endsWith(".tmp") || seen.has(name)) return;
      seen.add(name);
      if (left-- === 0) kill();
    });
  }

  #died(): void {
    this.report.kills++;
    if (saveUnderWay(this.#checkpointsDir)) this.report.insideSave++;
    this.#moments.dead();
  }
}

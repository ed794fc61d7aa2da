import { type Command, Option } from "commander";
import type { DeviceChoice } from "../../main/services/api/call.ts";
import { integer } from "./parse.ts";

export interface DeviceOptions {
  backend?: DeviceChoice["backend"];
  device?: number;
  threads?: number;
}

export function addDeviceOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--backend <name>", "what computes (see `workbench devices`)").choices([
        "cpu",
        "cuda",
      ]),
    )
    .option("--device <n>", "which device of the backend", integer)
    .option("--threads <n>", "threads of the CPU, 0 = all", integer);
}

/** Only what was said; the services know the rest. */
export function deviceOf(options: DeviceOptions): { device?: Partial<DeviceChoice> } {
  const device: Partial<DeviceChoice> = {};
  if (options.backend !== undefined) device.backend = options.backend;
  if (options.device !== undefined) device.device = options.device;
  if (options.threads !== undefined) device.threads = options.threads;
  return Object.keys(device).length === 0 ? {} : { device };
}

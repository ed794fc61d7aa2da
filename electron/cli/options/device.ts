import { type Command, InvalidArgumentError } from "commander";
import type { DeviceChoice } from "../../main/services/api/call.ts";
import { parseDeviceName } from "../../shared/domain/device-name.ts";
import { integer } from "./parse.ts";

export interface DeviceOptions {
  device?: Pick<DeviceChoice, "backend" | "device">;
  threads?: number;
}

export function addDeviceOptions(command: Command): Command {
  return command
    .option("--device <name>", "cpu, cuda or cuda:1 (see `workbench devices`)", deviceName)
    .option("--threads <n>", "threads of the CPU, 0 = all", integer);
}

/** "cuda:1", as `workbench devices` writes it; without a number the first one. */
export function deviceName(text: string): Pick<DeviceChoice, "backend" | "device"> {
  const name = parseDeviceName(text);
  if (name === undefined) {
    throw new InvalidArgumentError("Expected cpu, cuda, or cuda:1 and the like.");
  }
  return name;
}

/** Only what was said; the services know the rest. */
export function deviceOf(options: DeviceOptions): { device?: Partial<DeviceChoice> } {
  const { device, threads } = options;
  if (device === undefined && threads === undefined) return {};
  return { device: { ...device, ...(threads === undefined ? {} : { threads }) } };
}

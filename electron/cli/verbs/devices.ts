import type { Command } from "commander";
import type { DeviceInfo } from "../../shared/domain/model-info.ts";
import { bytes } from "../output/format.ts";
import type { Reporter } from "../output/reporter.ts";
import { table } from "../output/table.ts";
import type { RunVerb } from "../run-verb.ts";

export function addDevices(program: Command, runVerb: RunVerb): void {
  const command = program.command("devices").description("what this machine can compute with");
  command.action(() =>
    runVerb.reading(command, async ({ workbench, reporter }) => {
      const { engineVersion, devices } = await workbench.devices.list();
      reporter.result({ engineVersion, devices }, () =>
        devicesText(engineVersion, devices, reporter),
      );
    }),
  );
}

function devicesText(
  engineVersion: string,
  devices: readonly DeviceInfo[],
  { style, width }: Reporter,
): string {
  const usable = devices.filter((device) => device.usable);
  const name = (device: DeviceInfo) => `${device.backend}:${device.device}`;
  const lines = [
    table({
      columns: [
        { title: "Device" },
        { title: "Name", flexible: true },
        { title: "Instructions" },
        { title: "Threads", align: "right" },
        { title: "Memory", align: "right" },
        { title: "Free", align: "right" },
      ],
      rows: usable.map((device) => [
        name(device),
        device.name,
        device.isa,
        String(device.threads),
        bytes(device.totalBytes),
        bytes(device.freeBytes),
      ]),
      style,
      width,
    }),
    "",
  ];
  for (const device of devices) {
    if (device.usable) lines.push(`${name(device)} multiplies with ${device.library}.`);
    else lines.push(`${name(device)} cannot be used: ${device.reason}`);
  }
  return [...lines, `Engine ${engineVersion}.`].join("\n");
}

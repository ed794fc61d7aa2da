import type { Command } from "commander";
import { bytes } from "../output/format.ts";
import { table } from "../output/table.ts";
import type { RunVerb } from "../run-verb.ts";

export function addDevices(program: Command, runVerb: RunVerb): void {
  const command = program.command("devices").description("what this machine can compute with");
  command.action(() =>
    runVerb.reading(command, async ({ workbench, reporter }) => {
      const { engineVersion, devices } = await workbench.devices.list();
      reporter.result({ engineVersion, devices }, () => {
        const list = table({
          columns: [
            { title: "Device" },
            { title: "Name", flexible: true },
            { title: "Instructions" },
            { title: "Threads", align: "right" },
            { title: "Memory", align: "right" },
            { title: "Free", align: "right" },
            { title: "Matrix library", flexible: true },
            { title: "Usable", flexible: true },
          ],
          rows: devices.map((device) => [
            `${device.backend}:${device.device}`,
            device.name,
            device.isa,
            String(device.threads),
            bytes(device.totalBytes),
            bytes(device.freeBytes),
            device.library,
            device.usable ? "yes" : `no: ${device.reason}`,
          ]),
          style: reporter.style,
          width: reporter.width,
        });
        return `${list}\n\nEngine ${engineVersion}`;
      });
    }),
  );
}

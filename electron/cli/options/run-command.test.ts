// What the window exports and copies is what this command line reads.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { trainCommand } from "../../shared/domain/run-command.ts";
import { completeRunConfig } from "../../shared/domain/run-config.ts";
import { parseRunFile, type RunFile, runFileText } from "../../shared/domain/run-file.ts";
import { addDeviceOptions } from "./device.ts";
import { addRunConfigFlags } from "./run-config-flags.ts";
import { type TrainOptions, trainRequest } from "./train-request.ts";

const file: RunFile = {
  references: {
    dataset: "order's list",
    model: "base",
    split: "split-k3x9a2bq",
    name: "night run $HOME",
    template: "Order: {text}\nProtocol:",
    truncateLongPrompts: true,
    cut: "tail",
    device: "cuda:1",
  },
  config: completeRunConfig({
    method: "qlora",
    rank: 8,
    rsLora: true,
    packing: false,
    learningRate: 0.0005,
    targetModules: ["q_proj", "v_proj"],
  }),
};

const wanted = {
  dataset: "order's list",
  model: "base",
  split: "split-k3x9a2bq",
  name: "night run $HOME",
  task: { template: "Order: {text}\nProtocol:", truncate: true, cut: "tail" },
  config: file.config,
  device: { backend: "cuda", device: 1 },
};

function request(...words: string[]) {
  const command = addDeviceOptions(new Command("train").exitOverride())
    .option("--config <file>")
    .option("--dataset <name>")
    .option("--model <name>")
    .option("--split <id>")
    .option("--name <name>")
    .option("--template <text>")
    .option("--truncate-long-prompts")
    .option("--cut <end>");
  addRunConfigFlags(command);
  command.parse(words, { from: "user" });
  return trainRequest(command, command.opts<TrainOptions>());
}

/** The words of a command as a POSIX shell splits them. */
function shellWords(line: string): string[] {
  const words = line.match(/(?:[^\s'\\]+|'[^']*'|\\.)+/g) ?? [];
  return words.map((word) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, quoted, escaped) => quoted ?? escaped),
  );
}

describe("the command of a run", () => {
  it("asks for the same run", () => {
    const [program, verb, ...words] = shellWords(trainCommand(file));
    expect([program, verb]).toEqual(["workbench", "train"]);
    expect(request(...words)).toEqual(wanted);
  });

  it("names the method and what differs from it, nothing else", () => {
    const config = completeRunConfig({ method: "qdora", epochs: 5 });
    const command = trainCommand({ references: { dataset: "orders", model: "base" }, config });
    expect(command).toBe("workbench train --dataset orders --model base --method qdora --epochs 5");
  });
});

describe("the file of a run", () => {
  it("asks for the same run", () => {
    const path = join(temporaryFolder(), "run.json");
    writeFileSync(path, runFileText(file));
    expect(request("--config", path)).toEqual(wanted);
  });

  it("is read back as it was written", () => {
    expect(parseRunFile(runFileText(file), "lora")).toEqual({ ok: true, file });
  });

  it("says which field is at fault", () => {
    const fault = (text: string) => {
      const result = parseRunFile(text, "qdora");
      return result.ok ? null : result.fault;
    };
    expect(fault("{")?.problem).toContain("not JSON");
    expect(fault("[]")?.problem).toContain("not an object");
    expect(fault('{"rnak": 8}')?.field).toBe("rnak");
    expect(fault('{"rank": 0}')?.field).toBe("rank");
    expect(fault('{"device": "gpu"}')?.field).toBe("device");
  });
});

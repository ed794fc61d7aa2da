import { Command, CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { fromCommander, UsageError } from "./usage-error.ts";

function thrownBy(...args: string[]): UsageError | null {
  const program = new Command("workbench").exitOverride().configureOutput({
    writeErr: () => {},
    writeOut: () => {},
  });
  program.command("train").requiredOption("--run <run>").option("--rank <n>");
  program.command("compare").argument("<run...>");
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return fromCommander(error);
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("fromCommander", () => {
  it("names the flag and suggests the likely one", () => {
    const error = thrownBy("train", "--run", "r", "--ranck", "3");
    expect(error).toMatchObject({ message: "Unknown option '--ranck'.", field: "--ranck" });
    expect(error?.hint).toContain("--rank?");
  });

  it("says which required option is missing", () => {
    expect(thrownBy("train")).toMatchObject({
      message: "Required option '--run <run>' not specified.",
      field: "--run",
    });
    expect(thrownBy("compare")?.message).toBe("Missing required argument 'run'.");
  });

  it("is bad usage to give no verb, and none to ask for help", () => {
    expect(thrownBy()).toBeInstanceOf(UsageError);
    expect(thrownBy("--help")).toBeNull();
  });
});

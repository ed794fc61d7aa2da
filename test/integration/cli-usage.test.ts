import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A file that is no table and no known format: this one's neighbour, a licence. */
const NO_TABLE = fileURLToPath(new URL("../../LICENSE", import.meta.url));

const BAD: readonly (readonly [what: string, args: readonly string[], field: string | null])[] = [
  ["no verb", [], null],
  ["an unknown verb", ["trian"], null],
  ["an unknown flag", ["sample", "--fast"], "--fast"],
  ["a flag without its value", ["train", "--rank"], "--rank"],
  ["a value that is no number", ["train", "--rank", "many"], "--rank"],
  ["a value out of range", ["plan", "--model", "m", "--dropout", "2"], "--dropout"],
  ["a value outside the choices", ["train", "--method", "ulmfit"], "--method"],
  ["a missing dataset", ["train", "--model", "m"], "--dataset"],
  ["a missing model", ["plan"], "--model"],
  ["a missing required flag", ["label", "--input", "a.csv", "--output", "b.csv"], "--run"],
  ["a missing argument", ["compare"], null],
  ["two subjects", ["evaluate", "--run", "r", "--model", "m"], "--model"],
  ["a flag beside --resume", ["train", "--resume", "r", "--rank", "4"], "--rank"],
  ["a kind nobody can guess", ["import", NO_TABLE], "--as"],
  ["shares that do not add up", ["split", "d", "--train", "0.9"], "--train"],
];

describe("bad usage", () => {
  it.each(BAD)("%s: exit code 2, and no home is made", async (_what, args, field) => {
    const home = join(temporaryFolder(), "home");
    const human = await cli(args, { home });
    expect(human.code).toBe(2);
    expect(human.stdout).toBe("");
    expect(human.stderr).toMatch(/^Error: .+\.$/m);
    expect(human.stderr).not.toMatch(/\n\s+at /);

    const machine = await cli([...args, "--json"], { home });
    expect(machine.code).toBe(2);
    expect(machine.lines()).toHaveLength(1);
    expect(machine.last()).toMatchObject({ type: "error", code: "INVALID_INPUT" });
    if (field !== null) expect(machine.last().field).toBe(field);
    expect(String(machine.last().hint)).not.toBe("");
    expect(existsSync(home)).toBe(false);
  });
});

describe("help and version", () => {
  it("are results, not errors", async () => {
    const help = await cli(["--help"]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const verb of ["sample", "import", "split", "train", "evaluate", "label", "chat"]) {
      expect(help.stdout).toMatch(new RegExp(`^ {2}${verb}\\b`, "m"));
    }
    const version = await cli(["--version", "--json"]);
    expect(version.code).toBe(0);
    expect(version.last()).toMatchObject({ type: "result", text: expect.stringMatching(/^\d+\./) });
  });

  it("of train names every field of the run configuration with its default", async () => {
    const { stdout } = await cli(["train", "--help"]);
    expect(stdout).toContain("--learning-rate <x>");
    expect(stdout).toContain("(default: 0.0002)");
    expect(stdout).toContain("--no-packing");
  });
});

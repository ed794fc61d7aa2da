import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("devices", () => {
  it("knows the processor of this machine", async () => {
    const home = join(temporaryFolder(), "home");
    const { code, last } = await cli(["devices", "--json"], { home });
    expect(code).toBe(0);
    expect(last()).toMatchObject({ type: "result", engineVersion: expect.stringMatching(/\S/) });
    const devices = last().devices as { backend: string; usable: boolean; threads: number }[];
    const cpu = devices.find((device) => device.backend === "cpu");
    expect(cpu).toMatchObject({ usable: true });
    expect(cpu?.threads).toBeGreaterThan(0);
    const human = await cli(["devices"], { home });
    expect(human.stdout).toMatch(/^cpu:0 /m);
  });
});

describe("verify", () => {
  it("finds nothing wrong in a new home", async () => {
    const home = join(temporaryFolder(), "home");
    const { code, last } = await cli(["verify", "--json"], { home });
    expect(code).toBe(0);
    expect(last()).toMatchObject({ type: "result", ok: true });
  });
});

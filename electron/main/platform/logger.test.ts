import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { AppError } from "../../shared/errors.ts";
import { createLogger } from "./logger.ts";

const CANARY = "Mrs Canary has chest pain";

it("has no way in for note text, at any level", () => {
  const folder = temporaryFolder();
  const log = createLogger(folder, () => 0);
  log.info("run.started", { run: "run-abcd2345", step: 3, resumed: true, note: CANARY });
  log.warn(CANARY, { run: CANARY, [CANARY]: 1 });
  log.error("import.failed", new Error(`cannot parse "${CANARY}"`, { cause: CANARY }));
  log.error("import.failed", new AppError("CORRUPT", CANARY, { hint: CANARY, path: CANARY }));
  log.error("import.failed", CANARY);
  const text = readFileSync(join(folder, "workbench.log"), "utf8");
  expect(text).not.toContain("Canary");
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines[0]).toEqual({
    at: "1970-01-01T00:00:00.000Z",
    level: "info",
    event: "run.started",
    run: "run-abcd2345",
    step: 3,
    resumed: true,
    note: "[withheld]",
  });
  expect(lines[3]).toMatchObject({ error: "AppError", code: "CORRUPT" });
  expect(lines[2].calls[0]).toMatch(/logger\.test\.ts:\d+:\d+$/);
});

it("starts a new file when the old one is large, and survives a folder that is gone", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "workbench.log"), "x".repeat(6 << 20));
  createLogger(folder).info("started");
  expect(readFileSync(join(folder, "workbench.log"), "utf8").length).toBeLessThan(200);
  expect(existsSync(join(folder, "workbench.log.1"))).toBe(true);
  createLogger(join(folder, "none")).info("started");
});

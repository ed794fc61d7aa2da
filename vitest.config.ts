import { defineConfig } from "vitest/config";

const windowTests = ["test/e2e/**/*.e2e.ts", "test/security/**/*.e2e.ts"];

export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "electron/**/*.test.ts",
            "renderer/**/*.test.{ts,tsx}",
            "resources/**/*.test.ts",
            "test/**/*.test.ts",
            "tools/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", "build/**"],
          environment: "node",
          // A process per file: the native addon and SQLite must survive being loaded in isolation.
          pool: "forks",
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Windows, one after another, when nothing else runs: they wait for what they see.
        test: {
          name: "e2e",
          include: windowTests,
          environment: "node",
          globalSetup: ["test/e2e/support/display.ts"],
          pool: "forks",
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "electron/**/*.test.ts",
      "renderer/**/*.test.{ts,tsx}",
      "resources/**/*.test.ts",
      "test/**/*.test.ts",
      "tools/**/*.test.ts",
    ],
    // test/gpu needs an accelerator and is started by name.
    exclude: ["**/node_modules/**", "build/**", "test/gpu/**"],
    environment: "node",
    // A process per file: the native addon and SQLite must survive being loaded in isolation.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default"],
  },
});

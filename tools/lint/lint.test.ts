import { describe, expect, it } from "vitest";
import { lint } from "./lint.ts";

/** The findings of a tree given as path -> text, as "path: message". */
function findings(tree: Record<string, string>): string[] {
  const files = Object.entries(tree).map(([path, text]) => ({ path, text }));
  return lint(files).map((finding) => `${finding.path}: ${finding.message}`);
}

/** A tree of one file with one line, and a part of what must be said about it. */
const violations: [what: string, path: string, line: string, rule: string][] = [
  [
    "shared imports another layer",
    "electron/shared/domain/run.ts",
    `import { s } from "../../store/runs.ts";`,
    "electron/shared imports itself and zod alone",
  ],
  [
    "shared imports a Node built-in",
    "electron/shared/errors.ts",
    `import { join } from "node:path";`,
    "electron/shared imports itself and zod alone",
  ],
  [
    "shared imports even a type of another layer",
    "electron/shared/errors.ts",
    `import type { Store } from "../store/store.ts";`,
    "electron/shared imports itself and zod alone",
  ],
  [
    "preload imports a service",
    "electron/preload/preload.ts",
    `import { runs } from "../main/services/run-service.ts";`,
    "electron/preload imports electron, electron/shared and itself alone",
  ],
  [
    "renderer imports a service",
    "renderer/api/client.ts",
    `import { runs } from "../../electron/main/services/run-service.ts";`,
    "renderer imports electron/shared, itself and browser packages alone",
  ],
  [
    "renderer imports electron",
    "renderer/api/client.ts",
    `import { ipcRenderer } from "electron";`,
    "renderer imports electron/shared, itself and browser packages alone",
  ],
  [
    "renderer imports a Node built-in",
    "renderer/api/client.ts",
    `import { readFile } from "node:fs/promises";`,
    "renderer imports electron/shared, itself and browser packages alone",
  ],
  [
    "a feature imports another",
    "renderer/features/runs/page.tsx",
    `import { Queue } from "../labels/Queue.tsx";`,
    "a feature never imports another feature",
  ],
  [
    "a service imports the value of a store",
    "electron/main/services/run-service.ts",
    `import { openStore } from "../../store/store.ts";`,
    "services import electron/shared, services, store types and the trainer protocol alone",
  ],
  [
    "a service imports the platform",
    "electron/main/services/run-service.ts",
    `import { paths } from "../platform/paths.ts";`,
    "services import electron/shared, services, store types and the trainer protocol alone",
  ],
  [
    "a service imports electron",
    "electron/main/services/run-service.ts",
    `import { app } from "electron";`,
    "services know neither electron nor the file system",
  ],
  [
    "a service imports the file system",
    "electron/main/services/run-service.ts",
    `import { readFile } from "node:fs/promises";`,
    "services know neither electron nor the file system",
  ],
  [
    "the command line imports electron",
    "electron/cli/main.ts",
    `import { app } from "electron";`,
    "electron/cli runs without Electron",
  ],
  [
    "the product imports a tool",
    "electron/cli/main.ts",
    `import { lint } from "../../tools/lint/lint.ts";`,
    "the product never imports tools or test",
  ],
  [
    "SQLite outside the store",
    "electron/main/services/run-service.ts",
    `import Database from "better-sqlite3";`,
    "electron/store alone imports SQLite",
  ],
  [
    "Node's SQLite outside the store",
    "electron/cli/main.ts",
    `import { DatabaseSync } from "node:sqlite";`,
    "electron/store alone imports SQLite",
  ],
  [
    "SQL outside the store",
    "electron/main/services/run-service.ts",
    "const sql = `SELECT id\n FROM runs WHERE id = ?`;",
    "SQL outside electron/store",
  ],
  [
    "a .sql file outside the store",
    "electron/main/0001-runs.sql",
    "-- anything",
    "SQL outside electron/store",
  ],
  [
    "the addon named outside the trainer process",
    "electron/main/trainer-host/host.ts",
    `const addon = require("../../../build/native/differential.node");`,
    "electron/trainer-process alone loads the addon",
  ],
  [
    "the addon loaded by hand",
    "electron/main/trainer-host/host.ts",
    "process.dlopen(module, path);",
    "electron/trainer-process alone loads the addon",
  ],
  [
    "core includes CUDA",
    "native/core/tensor/tensor.cpp",
    "#include <cuda_runtime.h>",
    "native/core includes neither CUDA nor N-API headers",
  ],
  [
    "core includes N-API",
    "native/core/tensor/tensor.h",
    "#include <napi.h>",
    "native/core includes neither CUDA nor N-API headers",
  ],
  [
    "a backend includes N-API",
    "native/backends/cpu/ops/add.cpp",
    "#include <node_api.h>",
    "native/addon alone includes N-API headers",
  ],
  [
    "the CPU backend includes CUDA",
    "native/backends/cpu/ops/add.cpp",
    "#include <cublasLt.h>",
    "native/backends/cuda alone includes CUDA headers",
  ],
  [
    "STL in the C ABI",
    "native/include/differential/backend.h",
    "#include <string>",
    "native/include is a C ABI",
  ],
];

describe("each rule fires", () => {
  it.each(violations)("%s", (_what, path, line, rule) => {
    const found = findings({ [path]: line });
    expect(found.length).toBeGreaterThan(0);
    expect(found.some((text) => text.includes(rule))).toBe(true);
  });
  it("core includes a backend header", () => {
    const found = findings({
      "native/core/plan/plan.cpp": '#include "backends/cpu/pool.h"',
      "native/backends/cpu/pool.h": "",
    });
    expect(found.join()).toContain("native/core includes native/include and native/core alone");
  });
  it("a backend includes another backend", () => {
    const found = findings({
      "native/backends/cuda/ops/add.cu": '#include "../../cpu/pool.h"',
      "native/backends/cpu/pool.h": "",
    });
    expect(found.join()).toContain("a backend includes native/include, native/core and its own");
  });
  it("imports in a circle, over three files", () => {
    const found = findings({
      "electron/shared/a.ts": `import { b } from "./b.ts";`,
      "electron/shared/b.ts": `import { c } from "./c.ts";`,
      "electron/shared/c.ts": `import type { a } from "./a.ts";`,
    });
    expect(found).toEqual([
      "electron/shared/c.ts: import cycle: electron/shared/a.ts -> electron/shared/b.ts -> electron/shared/c.ts -> electron/shared/a.ts",
    ]);
  });
  it("headers that include each other", () => {
    const found = findings({
      "native/core/a.h": '#include "b.h"',
      "native/core/b.h": '#include "core/a.h"',
    });
    expect(found.join()).toContain("import cycle: native/core/a.h -> native/core/b.h");
  });
  it("a file over its limit", () => {
    const lines = (count: number) => "x\n".repeat(count);
    expect(findings({ "electron/cli/big.ts": lines(501) }).join()).toContain("501 lines");
    expect(findings({ "native/core/big.cpp": lines(601) }).join()).toContain("601 lines");
    expect(
      findings({ "electron/cli/ok.ts": lines(500), "native/core/ok.cpp": lines(600) }),
    ).toEqual([]);
  });
});

describe("what is allowed stays silent", () => {
  it("a tree that keeps the rules", () => {
    const tree = {
      "electron/shared/result.ts": `import { z } from "zod";`,
      "electron/store/runs.ts": `import Database from "better-sqlite3";\nconst q = "SELECT id FROM runs";`,
      "electron/store/migrations/0001-runs.sql": "CREATE TABLE runs (id TEXT);",
      "electron/main/services/run-service.ts": [
        `import { createHash } from "node:crypto";`,
        `import type { RunStore } from "../../store/runs.ts";`,
        `import { ok } from "../../shared/result.ts";`,
        `import { version } from "../trainer-host/protocol.ts";`,
        `const hint = "select a model from the list";`,
      ].join("\n"),
      "electron/main/services/run-service.test.ts": `import { openStore } from "../../store/store.ts";`,
      "electron/trainer-process/loader.ts": `const name = "differential.node";`,
      "renderer/features/runs/Page.tsx": `import { Card } from "../../components/Card.tsx";\nimport { useState } from "react";`,
      "native/include/differential/backend.h":
        '#include <stdint.h>\n#include "differential/types.h"',
      "native/include/differential/types.h": "",
      "native/core/error.cpp": '#include "core/error.h"\n#include <string>\n// #include <napi.h>',
      "native/core/error.h": "",
      "native/backends/cuda/ops/add.cu": '#include <cuda_runtime.h>\n#include "core/error.h"',
      "native/addon/addon.cpp": "#include <napi.h>",
    };
    expect(findings(tree)).toEqual([]);
  });
});

/** How the window is bundled: main process and trainer, preload, page. Output in out/. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";
import { contract } from "./electron/shared/contract/index.ts";

const root = import.meta.dirname;

/** All the preload needs of the contract: names and verbs, no schemas. */
const table = Object.fromEntries(
  Object.entries(contract).map(([domain, { entries }]) => [
    domain,
    Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, entry.verb])),
  ]),
);

/** The store reads its migrations from the folder beside its code. */
function migrations(): Plugin {
  return {
    name: "copy-migrations",
    writeBundle: (options) => {
      const target = join(options.dir ?? join(root, "out/main"), "migrations");
      cpSync(join(root, "electron/store/migrations"), target, { recursive: true });
    },
  };
}

export default defineConfig({
  main: {
    plugins: [migrations()],
    build: {
      outDir: join(root, "out/main"),
      externalizeDeps: { exclude: ["zod"] },
      rollupOptions: {
        input: {
          main: join(root, "electron/main/main.ts"),
          trainer: join(root, "electron/trainer-process/main.ts"),
          parser: join(root, "electron/parsers/process/main.ts"),
        },
        // Flat: code finds resources and the engine by its own place, two folders below the root.
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  },
  preload: {
    define: { CONTRACT_TABLE: JSON.stringify(table) },
    build: {
      outDir: join(root, "out/preload"),
      externalizeDeps: false,
      rollupOptions: {
        input: join(root, "electron/preload/index.ts"),
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: join(root, "renderer"),
    plugins: [react()],
    build: {
      outDir: join(root, "out/renderer"),
      emptyOutDir: true,
      minify: true,
      target: "chrome142",
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input: join(root, "renderer/index.html") },
    },
  },
});

import { type BrowserWindow, dialog, type OpenDialogOptions } from "electron";
import type { FilePurpose } from "../../shared/contract/files.ts";
import type { DialogPort } from "../ipc/handler-host.ts";

type Kind =
  | { readonly mode: "open"; readonly title: string; readonly options: OpenDialogOptions }
  | { readonly mode: "save"; readonly title: string; readonly extensions: readonly string[] };

const KINDS: Readonly<Record<FilePurpose, Kind>> = {
  dataset: {
    mode: "open",
    title: "Choose files to import",
    options: {
      properties: ["openFile", "multiSelections"],
      filters: [
        {
          name: "Rows, orders, guidelines",
          extensions: [
            ...["csv", "tsv", "jsonl", "ndjson", "json", "parquet", "gz"],
            ...["hl7", "txt", "pdf"],
          ],
        },
        { name: "All files", extensions: ["*"] },
      ],
    },
  },
  "model-folder": {
    mode: "open",
    title: "Choose a model folder (Hugging Face layout)",
    options: { properties: ["openDirectory"] },
  },
  "case-file": {
    mode: "open",
    title: "Choose the file of cases",
    options: {
      properties: ["openFile"],
      filters: [{ name: "Cases (CSV, JSON Lines)", extensions: ["csv", "tsv", "jsonl", "gz"] }],
    },
  },
  "watch-folder": {
    mode: "open",
    title: "Choose the folder to take files in from",
    options: { properties: ["openDirectory", "createDirectory"] },
  },
  "terminology-file": {
    mode: "open",
    title: "Choose the files of the terminology",
    options: {
      properties: ["openFile", "multiSelections"],
      filters: [
        { name: "Terminologies", extensions: ["RRF", "rrf", "gz", "txt", "tsv", "csv"] },
        { name: "All files", extensions: ["*"] },
      ],
    },
  },
  "label-input": {
    mode: "open",
    title: "Choose the file to label",
    options: {
      properties: ["openFile"],
      filters: [{ name: "Rows (CSV, JSON Lines)", extensions: ["csv", "jsonl"] }],
    },
  },
  "label-output": { mode: "save", title: "Save the labelled rows as", extensions: ["csv"] },
  "config-input": {
    mode: "open",
    title: "Choose a run configuration",
    options: {
      properties: ["openFile"],
      filters: [{ name: "Run configuration (JSON)", extensions: ["json"] }],
    },
  },
  "config-output": { mode: "save", title: "Save the run configuration as", extensions: ["json"] },
  "chart-output": { mode: "save", title: "Save the chart as", extensions: ["png", "csv"] },
  "text-output": { mode: "save", title: "Save the text as", extensions: ["txt", "md", "csv"] },
};

export function createDialogs(window: () => BrowserWindow | null): DialogPort {
  return {
    async choose(purpose, suggestedName) {
      const owner = window();
      if (owner === null) return [];
      const kind = KINDS[purpose];
      if (kind.mode === "open") {
        const { filePaths } = await dialog.showOpenDialog(owner, {
          title: kind.title,
          ...kind.options,
        });
        return filePaths;
      }
      const { filePath } = await dialog.showSaveDialog(owner, {
        title: kind.title,
        ...(suggestedName === undefined ? {} : { defaultPath: suggestedName }),
        filters: kind.extensions.map((extension) => ({
          name: extension.toUpperCase(),
          extensions: [extension],
        })),
      });
      return filePath === undefined || filePath === "" ? [] : [filePath];
    },
  };
}

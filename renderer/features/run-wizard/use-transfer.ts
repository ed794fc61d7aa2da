import { trainCommand } from "../../../electron/shared/domain/run-command.ts";
import { RunConfigSchema } from "../../../electron/shared/domain/run-config.ts";
import {
  parseRunFile,
  type RunFile,
  type RunFileFault,
  runFileText,
} from "../../../electron/shared/domain/run-file.ts";
import { api } from "../../api/client.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { fileReferences, type WizardValues } from "./form.ts";
import { type Lists, valuesOfFile } from "./resolve.ts";
import { text } from "./text.ts";
import type { Wizard } from "./use-wizard.ts";

export interface Transfer {
  importFile(): Promise<void>;
  exportFile(): Promise<void>;
  copyCommand(): Promise<void>;
}

/** Settings in and out of the form: as a file the command line reads too, and as its command. */
export function useTransfer(wizard: Wizard, lists: Lists): Transfer {
  const t = useText(text);
  const notice = useNotice();
  const fileOf = (): RunFile => {
    const names = { dataset: datasetName(wizard, lists), model: wizard.model?.name ?? "" };
    const values = wizard.values as WizardValues;
    return {
      references: fileReferences(values, names),
      config: RunConfigSchema.parse(wizard.config),
    };
  };
  const refuse = (name: string, { field, problem }: RunFileFault) => {
    const key = field === "" ? "notASettingsFile" : "notASettingsField";
    notice.show({ severity: "error", text: t(key, { name, field, problem }) });
  };

  async function importFile(): Promise<void> {
    try {
      const [file] = await api.files.choose({ purpose: "config-input" });
      if (file === undefined) return;
      const { text: content } = await api.files.readText({ handle: file.handle });
      const parsed = parseRunFile(content, "qdora");
      if (!parsed.ok) return refuse(file.name, parsed.fault);
      const { values, missing } = valuesOfFile(parsed.file, lists);
      const { split, dataset } = values;
      if (split !== undefined && dataset !== undefined) {
        const { splits } = await api.datasets.inspect({ dataset });
        if (!splits.some((one) => one.id === split)) missing.push({ kind: "split", name: split });
      }
      wizard.fill(values);
      const what = missing.map(({ kind, name }) => t(`what-${kind}`, { name })).join(", ");
      const said =
        what === "" ? t("imported", { name: file.name }) : t("importedWithout", { what });
      notice.show({ severity: what === "" ? "success" : "warning", text: said });
    } catch (error) {
      notice.failed(error);
    }
  }

  async function exportFile(): Promise<void> {
    try {
      const suggestedName = `${wizard.config.method}-${datasetName(wizard, lists) || "run"}.json`;
      const [file] = await api.files.choose({ purpose: "config-output", suggestedName });
      if (file === undefined) return;
      await api.files.writeText({ handle: file.handle, text: runFileText(fileOf()) });
      notice.show({ severity: "success", text: t("exported", { name: file.name }) });
    } catch (error) {
      notice.failed(error);
    }
  }

  async function copyCommand(): Promise<void> {
    try {
      await navigator.clipboard.writeText(trainCommand(fileOf()));
      notice.show({ severity: "success", text: t("commandCopied") });
    } catch (error) {
      notice.failed(error);
    }
  }

  return { importFile, exportFile, copyCommand };
}

/** A name means the newest version; an older one is named by the beginning of its hash. */
function datasetName({ dataset }: Wizard, { datasets }: Lists): string {
  if (dataset === undefined) return "";
  const newer = datasets.some((one) => one.name === dataset.name && one.version > dataset.version);
  return newer ? dataset.hash.slice(0, 12) : dataset.name;
}

import type { ImportOptions, ImportReport } from "../../../shared/contract/datasets.ts";
import type { CallContext, Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import { AppError } from "../../../shared/errors.ts";
import { refusePatientData } from "../../services/guideline-service.ts";
import type { HandlerHost } from "../handler-host.ts";

export const datasetsHandlers = (host: HandlerHost): Handlers<typeof contract.datasets> => {
  const datasets = () => host.workbench().datasets;
  return {
    preview: ({ file, kind, mapping }, { signal }) =>
      host
        .workbench()
        .previews.preview({ path: host.files.path(file), kind: kind ?? null, mapping }, { signal }),
    import: ({ files, options }, call) => {
      const paths = files.map((file) => host.files.path(file));
      return options.kind === "guideline-pdf"
        ? importGuideline(host, paths, options, call)
        : datasets().import(paths, options, call);
    },
    split: ({ dataset, config }) => host.workbench().splits.create(dataset, config),
    previewSplit: ({ dataset, config }) => host.workbench().splits.preview(dataset, config),
    list: () => datasets().list(),
    removed: () => datasets().removed(),
    remove: ({ dataset }) => datasets().remove(dataset),
    restore: ({ dataset }) => datasets().restore(dataset),
    rows: ({ dataset, from, limit }) => datasets().rows(dataset, from, limit),
    tokenLengths: (query, call) => host.workbench().tokenLengths.of(query, call),
    inspect: ({ dataset }, call) => datasets().inspect(dataset, null, call),
  };
};

async function importGuideline(
  host: HandlerHost,
  [path = "", ...others]: readonly string[],
  options: ImportOptions,
  call: CallContext,
): Promise<ImportReport> {
  if (others.length > 0) {
    throw new AppError("INVALID_INPUT", "Import one guideline at a time.", { field: "FILE" });
  }
  refusePatientData(options);
  const report = await host.workbench().guidelines.import(path, options.name, call);
  const { version, existing, rejects } = report;
  return { version, existing, rejects: [...rejects], remembered: false };
}

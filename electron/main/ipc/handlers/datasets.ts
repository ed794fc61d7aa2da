import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const datasetsHandlers = (host: HandlerHost): Handlers<typeof contract.datasets> => {
  const datasets = () => host.workbench().datasets;
  return {
    preview: ({ file, kind, mapping }, { signal }) =>
      host
        .workbench()
        .previews.preview({ path: host.files.path(file), kind: kind ?? null, mapping }, { signal }),
    import: ({ files, options }, call) =>
      datasets().import(
        files.map((file) => host.files.path(file)),
        options,
        call,
      ),
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

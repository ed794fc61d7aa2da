import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const preparationHandlers = (host: HandlerHost): Handlers<typeof contract.preparation> => ({
  previewAugment: ({ split, config }) => host.workbench().augment.preview(split, config),
  augment: ({ split, name, config }, call) =>
    host.workbench().augment.augment(split, name, config, call),
  synthesize: ({ cases, name, config }, call) =>
    host.workbench().synthesis.synthesize(host.files.path(cases), name, config, call),
  watched: () => host.workbench().watch.state(),
  watch: ({ folder, dataset, patientData }) =>
    host.workbench().watch.watch({ folder: host.files.path(folder), dataset, patientData }),
  unwatch: () => host.workbench().watch.unwatch(),
});

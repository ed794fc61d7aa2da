import { basename } from "node:path";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { ListedModel } from "../../../shared/contract/models.ts";
import type { Model } from "../../../shared/domain/model.ts";
import type { HandlerHost } from "../handler-host.ts";

export const modelsHandlers = (host: HandlerHost): Handlers<typeof contract.models> => {
  const models = () => host.workbench().models;
  const listed = ({ path, ...model }: Model): ListedModel => ({
    ...model,
    folder: basename(path).slice(0, 300),
    bundled: models().isBundled({ path, ...model }),
  });
  return {
    inspect: async ({ folder }) => {
      const path = host.files.path(folder);
      const suggestedName = basename(path).trim().slice(0, 200) || "model";
      return { ...(await models().inspect(path)), suggestedName };
    },
    add: async ({ folder, name }, call) =>
      listed(await models().add(host.files.path(folder), name, call)),
    addBundled: async (_, call) => listed(await models().addBundled(call)),
    list: () => models().list().map(listed),
    removed: () => models().removed().map(listed),
    check: ({ model }) => models().check(model),
    remove: ({ model }) => listed(models().remove(model)),
    restore: ({ model }) => listed(models().restore(model)),
  };
};

import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const deidHandlers = (host: HandlerHost): Handlers<typeof contract.deid> => {
  const deid = () => host.workbench().deid;
  return {
    list: () => deid().list(),
    get: ({ dataset }) => deid().get(dataset),
    figures: () => deid().figures(),
    quarantine: ({ dataset }) => deid().quarantine(dataset),
    search: ({ dataset, again }, call) => deid().search(dataset, again, call),
    marked: ({ dataset }) => deid().marked(dataset),
    document: ({ dataset, row }) => {
      const document = deid().document(dataset, row);
      return { ...document, spans: [...document.spans] };
    },
    review: ({ dataset, row, spans }) => {
      deid().review(dataset, row, spans);
      return {};
    },
    confirm: ({ dataset, acceptUnreviewed }, call) =>
      deid().confirm(dataset, acceptUnreviewed, call),
  };
};

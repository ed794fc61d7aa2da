import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const terminologyHandlers = (host: HandlerHost): Handlers<typeof contract.terminology> => {
  const terms = () => host.workbench().terminology;
  const path = (handle: string) => host.files.path(handle);
  return {
    list: () => terms().list(),
    importUmls: ({ mrconso, mrsty, name }, call) =>
      terms().importUmls(
        { mrconso: path(mrconso), mrsty: mrsty === undefined ? undefined : path(mrsty) },
        name,
        call,
      ),
    importCodes: ({ file, name }, call) => terms().importCodes(path(file), name, call),
    remove: ({ kind }) => {
      terms().remove(kind);
      return {};
    },
    checkCodes: ({ codes }) => terms().checkCodes(codes),
    expand: ({ text, threshold }) => {
      const { expansions, undecided, ...rest } = terms().expand(text, threshold);
      return { ...rest, expansions: [...expansions], undecided: [...undecided] };
    },
    normalise: (request, call) => terms().normalise(request, call),
  };
};

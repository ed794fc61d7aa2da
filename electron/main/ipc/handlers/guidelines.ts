import type { Handlers } from "../../../shared/contract/define.ts";
import type { contract } from "../../../shared/contract/index.ts";
import type { HandlerHost } from "../handler-host.ts";

export const guidelinesHandlers = (host: HandlerHost): Handlers<typeof contract.guidelines> => {
  const guidelines = () => host.workbench().guidelines;
  return {
    list: () => guidelines().list(),
    get: ({ guideline }) => guidelines().view(guideline),
    condition: ({ guideline, number }) => guidelines().condition(guideline, number),
    pageImage: async ({ guideline, page, width }, call) => {
      const image = await guidelines().pageImage(guideline, page, width, call);
      return { ...image, png: Buffer.from(image.png).toString("base64") };
    },
    correct: ({ guideline, number, field, text }) =>
      guidelines().correct(guideline, number, field, text),
    rebuild: ({ guideline }) => {
      const { version, existing, rejects } = guidelines().rebuild(guideline);
      return { version, existing, rejects: [...rejects], remembered: false };
    },
  };
};

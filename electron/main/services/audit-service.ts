import type { Store } from "../../store/interfaces/index.ts";
import type { AuditService } from "./api/audit.ts";

export function createAuditService({ store }: { readonly store: Store }): AuditService {
  return {
    list: ({ beforeSeq, limit }) => store.audit.newest(beforeSeq ?? null, limit),
    verify: () => store.audit.verify(),
    recordKey: (action, effect) =>
      store.command(action, (entry) => {
        entry.about("key", "store");
        effect();
      }),
    recordFile: (action, sha256, effect) =>
      store.command(action, (entry) => {
        entry.about("file", "written", sha256);
        effect();
      }),
  };
}

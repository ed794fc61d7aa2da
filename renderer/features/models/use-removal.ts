import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

/** Removing and taking that back; no file is touched, so nothing is asked. */
export function useRemoval() {
  const t = useText(text);
  const notice = useNotice();
  const restore = useApiCommand(api.models.restore, {
    invalidates: ["models"],
    onSuccess: ({ name }) =>
      notice.show({ severity: "success", text: t("restoredNotice", { name }) }),
    onError: notice.failed,
  });
  const remove = useApiCommand(api.models.remove, {
    invalidates: ["models"],
    onSuccess: ({ id, name }) =>
      notice.show({
        severity: "info",
        text: t("removedNotice", { name }),
        undo: () => restore.mutate({ model: id }),
      }),
    onError: notice.failed,
  });
  return {
    remove: (id: string) => remove.mutate({ model: id }),
    restore: (id: string) => restore.mutate({ model: id }),
  };
}

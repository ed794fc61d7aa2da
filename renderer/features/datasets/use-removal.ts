import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

/** Removing and taking that back; nothing is lost, so nothing is asked. */
export function useRemoval() {
  const t = useText(text);
  const notice = useNotice();
  const names = ({ name, version }: DatasetVersion) => ({ name, version });
  const restore = useApiCommand(api.datasets.restore, {
    invalidates: ["datasets"],
    onSuccess: (version) =>
      notice.show({ severity: "success", text: t("restoredNotice", names(version)) }),
    onError: notice.failed,
  });
  const remove = useApiCommand(api.datasets.remove, {
    invalidates: ["datasets"],
    onSuccess: (version) =>
      notice.show({
        severity: "info",
        text: t("removedNotice", names(version)),
        undo: () => restore.mutate({ dataset: version.hash }),
      }),
    onError: notice.failed,
  });
  return {
    remove: (hash: string) => remove.mutate({ dataset: hash }),
    restore: (hash: string) => restore.mutate({ dataset: hash }),
  };
}

import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

/** What can be done with a run of the list. */
export function useRunActs() {
  const t = useText(text);
  const notice = useNotice();
  const told = { invalidates: ["runs"], onError: notice.failed };
  const resume = useApiCommand(api.runs.resume, told);
  const archive = useApiCommand(api.runs.archive, told);
  const setArchived = ({ run }: RunSummary, archived: boolean) => {
    archive.mutate(
      { run: run.id, archived },
      {
        onSuccess: () =>
          notice.show({
            severity: "success",
            text: t(archived ? "archived" : "restored", { name: run.name }),
            undo: () => archive.mutate({ run: run.id, archived: !archived }),
          }),
      },
    );
  };
  return {
    resume: (run: string) => resume.mutate({ run }),
    setArchived,
  };
}

export type RunActs = ReturnType<typeof useRunActs>;

/** How far the call of one entry is, with a way to end it. Stands while the call is waited for. */
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useState } from "react";
import type { TaskProgress } from "../../electron/shared/contract/tasks.ts";
import { api } from "../api/client.ts";
import { useApiStream } from "../api/hooks.ts";
import { useText } from "../app/text/text.ts";
import { ProgressLine } from "./ProgressLine.tsx";
import { text } from "./text.ts";

interface Props {
  /** "datasets.import" */
  readonly entry: string;
  /** What is being done, in the page's words. */
  readonly label: string;
}

export function RunningTask({ entry, label }: Props) {
  const t = useText(text);
  const [tasks, setTasks] = useState<readonly TaskProgress[]>([]);
  useApiStream(api.tasks.watch, {}, (events) => setTasks(events.at(-1)?.tasks ?? []));
  const task = tasks.find((one) => one.entry === entry);
  return (
    <Box role="status" sx={{ display: "flex", alignItems: "center", gap: 2 }}>
      <Box sx={{ flex: 1 }}>
        <ProgressLine
          label={label}
          done={task?.done ?? 0}
          total={task?.total ?? 0}
          {...(task !== undefined && { startedAt: task.startedAt })}
        />
      </Box>
      <Button
        size="small"
        disabled={task === undefined}
        onClick={() => task !== undefined && void api.tasks.cancel({ id: task.id })}
      >
        {t("cancel")}
      </Button>
    </Box>
  );
}

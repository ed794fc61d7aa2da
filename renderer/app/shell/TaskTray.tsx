/** Long work of any page, wherever one has gone meanwhile, with a way to end it. */
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Popover from "@mui/material/Popover";
import Stack from "@mui/material/Stack";
import { useState } from "react";
import type { TaskProgress } from "../../../electron/shared/contract/tasks.ts";
import { api } from "../../api/client.ts";
import { useApiStream } from "../../api/hooks.ts";
import { ProgressLine } from "../../components/ProgressLine.tsx";
import { useText } from "../text/text.ts";
import { text } from "../text.ts";

export function TaskTray() {
  const t = useText(text);
  const [tasks, setTasks] = useState<readonly TaskProgress[]>([]);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  useApiStream(api.tasks.watch, {}, (events) => {
    const now = events.at(-1)?.tasks ?? [];
    setTasks(now);
    if (now.length === 0) setAnchor(null);
  });
  if (tasks.length === 0) return null;
  return (
    <>
      <Button size="small" onClick={(event) => setAnchor(event.currentTarget)}>
        {t("tasks", { count: tasks.length })}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: "bottom", horizontal: "right" }}
        transformOrigin={{ vertical: "top", horizontal: "right" }}
      >
        <Stack spacing={2} sx={{ p: 2, width: 380 }} aria-label={t("tasks")} role="group">
          {tasks.map((task) => (
            <Box key={task.id}>
              <ProgressLine
                label={task.phase === "" ? task.entry : task.phase}
                done={task.done}
                total={task.total}
                startedAt={task.startedAt}
              />
              <Button size="small" onClick={() => void api.tasks.cancel({ id: task.id })}>
                {t("cancel")}
              </Button>
            </Box>
          ))}
        </Stack>
      </Popover>
    </>
  );
}

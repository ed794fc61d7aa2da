import MoreIcon from "@mui/icons-material/MoreHoriz";
import IconButton from "@mui/material/IconButton";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";
import { useLocation } from "wouter";
import type { RunSummary } from "../../../electron/shared/contract/runs.ts";
import { useText } from "../../app/text/text.ts";
import { RenameRun } from "./RenameRun.tsx";
import { text } from "./text.ts";
import type { RunActs } from "./use-run-acts.ts";

interface Props {
  readonly summary: RunSummary;
  readonly acts: RunActs;
  readonly resumable: boolean;
}

export function RunMenu({ summary, acts, resumable }: Props) {
  const t = useText(text);
  const [, go] = useLocation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [renaming, setRenaming] = useState(false);
  const { run } = summary;
  const archived = run.archivedAt !== null;
  const then = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    // The row behind opens the run: what is pressed here is not meant for it.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps events of its buttons in
    <span
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <IconButton
        size="small"
        aria-label={t("actions", { name: run.name })}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon fontSize="small" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={then(() => go(`/runs/${run.id}`))}>{t("open")}</MenuItem>
        {resumable && <MenuItem onClick={then(() => acts.resume(run.id))}>{t("resume")}</MenuItem>}
        <MenuItem onClick={then(() => setRenaming(true))}>{t("rename")}</MenuItem>
        <MenuItem onClick={then(() => acts.setArchived(summary, !archived))}>
          {t(archived ? "restore" : "archive")}
        </MenuItem>
      </Menu>
      {renaming && <RenameRun run={run} onClose={() => setRenaming(false)} />}
    </span>
  );
}

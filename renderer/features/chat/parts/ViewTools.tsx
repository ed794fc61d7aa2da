import DiffIcon from "@mui/icons-material/DifferenceOutlined";
import SwapIcon from "@mui/icons-material/SwapHoriz";
import SyncIcon from "@mui/icons-material/SwapVert";
import ListIcon from "@mui/icons-material/ViewSidebarOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import ToggleButton from "@mui/material/ToggleButton";
import Tooltip from "@mui/material/Tooltip";
import type { ReactNode } from "react";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";
import type { View } from "../use-view.ts";

/** How the two sides are shown. */
export function ViewTools({ view }: { view: View }) {
  const t = useText(text);
  const { toggle } = view;
  const list = view.list ? t("hideConversations") : t("showConversations");
  return (
    <Box sx={{ display: "flex", gap: 0.5 }}>
      <Toggle label={t("diff")} on={view.diff} onClick={() => toggle("diff")}>
        <DiffIcon fontSize="small" />
      </Toggle>
      <Toggle label={t("sync")} on={view.sync} onClick={() => toggle("sync")}>
        <SyncIcon fontSize="small" />
      </Toggle>
      <Tooltip title={t("swap")}>
        <IconButton aria-label={t("swap")} onClick={() => toggle("swapped")}>
          <SwapIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Tooltip title={list}>
        <IconButton aria-label={list} onClick={() => toggle("list")}>
          <ListIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Toggle({ label, on, onClick, children }: ToggleProps) {
  return (
    <Tooltip title={label}>
      <ToggleButton
        value={label}
        size="small"
        selected={on}
        aria-label={label}
        color="primary"
        onClick={onClick}
      >
        {children}
      </ToggleButton>
    </Tooltip>
  );
}

import DoneIcon from "@mui/icons-material/Check";
import CopyIcon from "@mui/icons-material/ContentCopyOutlined";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { useState } from "react";
import { useText } from "../app/text/text.ts";
import { text } from "./text.ts";

const SHOWN_MS = 2000;

/** Copies a text; the label says which. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const t = useText(text);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Tooltip title={copied ? t("copied") : label}>
      <IconButton size="small" aria-label={label} onClick={() => void copy()} sx={{ p: 0.25 }}>
        {copied ? <DoneIcon fontSize="inherit" /> : <CopyIcon fontSize="inherit" />}
      </IconButton>
    </Tooltip>
  );
}

import FineIcon from "@mui/icons-material/CheckCircleOutlined";
import LeakIcon from "@mui/icons-material/ErrorOutlined";
import LookIcon from "@mui/icons-material/WarningAmberOutlined";
import Chip from "@mui/material/Chip";
import type { Finding } from "../../../electron/shared/domain/quality/gate-report.ts";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

const LOOKS = {
  red: { color: "error", icon: <LeakIcon /> },
  amber: { color: "warning", icon: <LookIcon /> },
  ok: { color: "success", icon: <FineIcon /> },
} as const;

/** Word, mark and colour: any one of them is enough. */
export function SeverityChip({ severity }: { severity: Finding["severity"] }) {
  const t = useText(text);
  return (
    <Chip size="small" variant="outlined" {...LOOKS[severity]} label={t(`severity_${severity}`)} />
  );
}

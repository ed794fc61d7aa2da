import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableFooter from "@mui/material/TableFooter";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { MemoryPlan } from "../../../electron/shared/domain/memory-plan.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes, formatPercent } from "../format.ts";
import { PART_FILL, type PlanPart, partsOf } from "./parts.ts";
import { text } from "./text.ts";

const NUMBER = { fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" } as const;

/** The parts of a plan in figures; the letters are those of the bar. */
export function PlanTable({ plan }: { plan: MemoryPlan }) {
  const t = useText(text);
  return (
    <Table size="small" aria-label={t("partsCaption")}>
      <TableHead>
        <TableRow>
          <TableCell>{t("component")}</TableCell>
          <TableCell align="right">{t("memory")}</TableCell>
          <TableCell align="right">{t("share")}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {partsOf(plan).map((part) => (
          <TableRow key={part.component}>
            <TableCell>
              <Box sx={{ display: "flex", gap: 1.25, alignItems: "center" }}>
                <Swatch part={part} />
                <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 1 }}>
                  <span>{t(part.component)}</span>
                  <Typography component="span" variant="body2" color="textSecondary">
                    {t(`${part.component}Why`)}
                  </Typography>
                </Box>
              </Box>
            </TableCell>
            <TableCell align="right" sx={NUMBER}>
              {formatBytes(part.bytes)}
            </TableCell>
            <TableCell align="right" sx={NUMBER}>
              {formatPercent(part.share)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell sx={TOTAL}>{t("total")}</TableCell>
          <TableCell align="right" sx={{ ...NUMBER, ...TOTAL }}>
            {formatBytes(plan.totalBytes)}
          </TableCell>
          <TableCell />
        </TableRow>
      </TableFooter>
    </Table>
  );
}

const TOTAL = { fontWeight: 650, color: "text.primary", fontSize: "0.875rem" } as const;

function Swatch({ part }: { part: PlanPart }) {
  const [light, dark] = PART_FILL[part.component];
  return (
    <Box
      aria-hidden
      sx={[
        {
          width: 22,
          height: 22,
          flexShrink: 0,
          borderRadius: 0.5,
          display: "grid",
          placeItems: "center",
          fontSize: 12,
          fontWeight: 620,
        },
        { bgcolor: light, color: "#fff" },
        (theme) => theme.applyStyles("dark", { bgcolor: dark, color: "#10151b" }),
      ]}
    >
      {part.letter}
    </Box>
  );
}

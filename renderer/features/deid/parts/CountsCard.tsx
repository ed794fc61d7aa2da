import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { SAFE_HARBOR_LETTER } from "../../../../electron/shared/domain/deid/classes.ts";
import type { QuarantineCounts } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount } from "../../../components/format.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

/** Marked places by class, and what was said of them. */
export function CountsCard({ counts }: { counts: QuarantineCounts }) {
  const t = useText(text);
  const figures = ["found", "rejected", "added"] as const;
  return (
    <SectionCard title={t("counts")}>
      <Table size="small" aria-label={t("counts")}>
        <TableHead>
          <TableRow>
            <TableCell>{t("class")}</TableCell>
            <TableCell>{t("letter")}</TableCell>
            {figures.map((figure) => (
              <TableCell key={figure} align="right">
                {t(figure)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {counts.classes.map((one) => (
            <TableRow key={one.class}>
              <TableCell>{t(`class-${one.class}`)}</TableCell>
              <TableCell>({SAFE_HARBOR_LETTER[one.class]})</TableCell>
              {figures.map((figure) => (
                <TableCell key={figure} align="right" sx={{ fontVariantNumeric: "tabular-nums" }}>
                  {formatCount(one[figure])}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </SectionCard>
  );
}

import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { Checkpoint } from "../../../electron/shared/domain/checkpoint.ts";
import { useText } from "../../app/text/text.ts";
import {
  formatBytes,
  formatCount,
  formatDate,
  formatFigure,
  shortHash,
} from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { TableScroll } from "../../components/TableScroll.tsx";
import { text } from "./text.ts";

export function Checkpoints({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const t = useText(text);
  const heads = ["step", "kind", "validationLoss", "size", "saved", "verified"] as const;
  return (
    <SectionCard title={t("checkpoints")}>
      {checkpoints.length === 0 ? (
        <Typography color="textSecondary">{t("noCheckpoint")}</Typography>
      ) : (
        <TableScroll label={t("checkpoints")} maxHeight={320}>
          <Table size="small" stickyHeader>
            <TableHead>
              <TableRow>
                {heads.map((head) => (
                  <TableCell key={head}>{t(head)}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {checkpoints.slice(0, 100).map((one) => (
                <TableRow key={one.step}>
                  <TableCell>{formatCount(one.step)}</TableCell>
                  <TableCell>{t(`kind-${one.kind}`)}</TableCell>
                  <TableCell>{one.loss === null ? "–" : formatFigure(one.loss, 4)}</TableCell>
                  <TableCell>{formatBytes(one.bytes)}</TableCell>
                  <TableCell>{formatDate(one.createdAt)}</TableCell>
                  <TableCell>
                    <code>{shortHash(one.manifestSha256)}</code>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableScroll>
      )}
    </SectionCard>
  );
}

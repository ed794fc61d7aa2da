import Box from "@mui/material/Box";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";
import type { AugmentReport } from "../../../../electron/shared/domain/augment/config.ts";
import { useText } from "../../../app/text/text.ts";
import { text } from "./text.ts";

const SHOWN = 5;

interface Props {
  readonly preview: {
    readonly report: AugmentReport;
    readonly examples: readonly { readonly parent: string; readonly text: string }[];
  };
}

export function AugmentOutlook({ preview: { report, examples } }: Props) {
  const t = useText(text);
  const count = report.synonyms + report.masked + report.boosted;
  return (
    <Box aria-live="polite">
      <Typography sx={{ fontWeight: 560 }}>{t("added", { count })}</Typography>
      <Typography variant="body2" color="textSecondary">
        {t("addedDetail", { ...report })}
      </Typography>
      {examples.length > 0 && (
        <Box
          role="region"
          aria-label={t("exampleLabel")}
          tabIndex={0}
          sx={{ maxHeight: 260, overflow: "auto", mt: 1.5 }}
        >
          <Table size="small" stickyHeader>
            <TableHead>
              <TableRow>
                <TableCell sx={{ width: "50%" }}>{t("parentRow")}</TableCell>
                <TableCell>{t("copyRow")}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {examples.slice(0, SHOWN).map((example) => (
                <TableRow key={example.text}>
                  <TableCell sx={cellSx}>
                    <bdi>{example.parent}</bdi>
                  </TableCell>
                  <TableCell sx={cellSx}>
                    <bdi>{example.text}</bdi>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </Box>
  );
}

const cellSx = { verticalAlign: "top", overflowWrap: "anywhere", whiteSpace: "pre-line" } as const;

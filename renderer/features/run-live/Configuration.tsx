import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { Run } from "../../../electron/shared/domain/run.ts";
import { useText } from "../../app/text/text.ts";
import { shortHash } from "../../components/format.ts";
import { type ConfigRow, configRows } from "../../components/run-config/config-rows.ts";
import { text as rowText } from "../../components/run-config/row-text.ts";
import { text as fieldText } from "../../components/run-config/text.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { text } from "./text.ts";

export function Configuration({ run }: { run: Run }) {
  const t = useText(text);
  const rows = configRows(run.frozen, useText(fieldText), useText(rowText));
  const { device } = run;
  const where: ConfigRow[] =
    device === null
      ? []
      : [
          {
            key: "device",
            label: t("device"),
            value: `${device.backend === "cpu" ? t("cpu") : t("gpu", { device: device.device })}, ${t(device.deterministic ? "deterministic" : "fast")}`,
          },
        ];
  return (
    <SectionCard title={t("configuration")}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {t("frozen", { hash: shortHash(run.configSha256) })}
      </Typography>
      <Box component="dl" sx={LIST}>
        {[...where, ...rows].map(({ key, label, value }) => (
          <Box key={key} sx={{ breakInside: "avoid", mb: 0.75 }}>
            <Typography component="dt" variant="caption" color="textSecondary">
              {label}
            </Typography>
            <Typography
              component="dd"
              variant="body2"
              sx={{ m: 0, overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
            >
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
    </SectionCard>
  );
}

const LIST = { columnCount: { xs: 2, lg: 4 }, columnGap: 3, m: 0 } as const;

import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { RunNotice } from "../../../electron/shared/domain/run-notice.ts";
import { useText } from "../../app/text/text.ts";
import { formatCount, formatDate } from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { text } from "./text.ts";

/** What a person should know of the run, newest first. */
export function Log({ notices }: { notices: readonly RunNotice[] }) {
  const t = useText(text);
  return (
    <SectionCard title={t("log")}>
      {notices.length === 0 && <Typography color="textSecondary">{t("noLog")}</Typography>}
      <Box
        component="ol"
        sx={{ listStyle: "none", p: 0, m: 0, maxHeight: 320, overflow: "auto" }}
        tabIndex={notices.length > 6 ? 0 : undefined}
      >
        {[...notices].reverse().map(({ at, step, message }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notices have no id and never change
          <Box component="li" key={notices.length - i} sx={{ display: "flex", gap: 2, py: 0.5 }}>
            <Typography variant="body2" color="textSecondary" sx={{ minWidth: 250 }}>
              {formatDate(at)}, {t("logStep", { step: formatCount(step) })}
            </Typography>
            <Typography variant="body2">{message}</Typography>
          </Box>
        ))}
      </Box>
    </SectionCard>
  );
}

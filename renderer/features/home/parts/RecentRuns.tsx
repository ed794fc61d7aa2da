import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MuiLink from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { Link, useLocation } from "wouter";
import type { RunSummary } from "../../../../electron/shared/contract/runs.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatDate, formatPercent } from "../../../components/format.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

const SHOWN = 5;

export function RecentRuns() {
  const t = useText(text);
  const [, go] = useLocation();
  const runs = useApiQuery(api.runs.overview, {});
  const list = runs.data?.slice(0, SHOWN) ?? [];
  return (
    <SectionCard
      title={t("runsTitle")}
      actions={list.length > 0 && <Button onClick={() => go("/runs")}>{t("runsAll")}</Button>}
    >
      {runs.isError && <ErrorAlert error={runs.error} />}
      {runs.isSuccess && list.length === 0 && (
        <Typography color="textSecondary">{t("runsNone")}</Typography>
      )}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {list.map((summary) => (
          <RunLine key={summary.run.id} summary={summary} />
        ))}
      </Box>
    </SectionCard>
  );
}

function RunLine({ summary }: { summary: RunSummary }) {
  const t = useText(text);
  const { run, datasetName, accuracy } = summary;
  const facts = [t(`status_${run.status}`), datasetName, formatDate(run.createdAt)];
  return (
    <Box
      component="li"
      sx={{ py: 1, borderTop: 1, borderColor: "divider", "&:first-of-type": { border: 0 } }}
    >
      <Box sx={{ display: "flex", gap: 2 }}>
        <MuiLink
          component={Link}
          href={`/runs/${run.id}`}
          sx={{
            flex: 1,
            minWidth: 0,
            overflow: "hidden",
            textOverflow: "ellipsis",
            fontWeight: 560,
          }}
        >
          {run.name}
        </MuiLink>
        {accuracy !== null && (
          <Typography sx={{ fontVariantNumeric: "tabular-nums" }}>
            {t("accuracy", { value: formatPercent(accuracy) })}
          </Typography>
        )}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {facts.join(" · ")}
      </Typography>
    </Box>
  );
}

import TrainIcon from "@mui/icons-material/PlayArrowOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { Link, useLocation } from "wouter";
import type { DatasetSummary } from "../../../../electron/shared/contract/datasets.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { PageHeader } from "../../../components/PageHeader.tsx";
import { PageLoading } from "../../../components/PageLoading.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { placeKey } from "../import/mapping.ts";
import { PrepareCard } from "../prepare/PrepareCard.tsx";
import { RejectTable } from "../RejectTable.tsx";
import { text } from "../text.ts";
import { useRemoval } from "../use-removal.ts";
import { DatasetFacts } from "./DatasetFacts.tsx";
import { LabelsCard } from "./LabelsCard.tsx";
import { LengthsCard } from "./LengthsCard.tsx";
import { QualityCard } from "./QualityCard.tsx";
import { RowsCard } from "./RowsCard.tsx";
import { SplitsCard } from "./SplitsCard.tsx";

/** One version: what is in it, how long its rows are, how it is divided. */
export function DatasetDetail({ dataset }: { dataset: string }) {
  const t = useText(text);
  const summary = useApiQuery(api.datasets.inspect, { dataset });
  if (summary.isPending) return <PageLoading />;
  if (summary.error !== null) {
    return (
      <ErrorAlert
        error={summary.error}
        action={
          <Button component={Link} href="/datasets" color="inherit" size="small">
            {t("back")}
          </Button>
        }
      />
    );
  }
  return <Detail summary={summary.data} />;
}

function Detail({ summary }: { summary: DatasetSummary }) {
  const t = useText(text);
  const [, go] = useLocation();
  const { remove } = useRemoval();
  const { version, splits } = summary;
  const leave = () => {
    remove(version.hash);
    go("/datasets");
  };
  return (
    <Stack spacing={2} sx={{ maxWidth: 1560 }}>
      <PageHeader
        title={version.name}
        lead={t("versionOf", { version: version.version })}
        actions={
          <>
            <Button component={Link} href="/datasets">
              {t("back")}
            </Button>
            {version.kind === "guideline-pdf" && (
              <Button
                component={Link}
                href={`/datasets/guidelines/${encodeURIComponent(version.name)}`}
              >
                {t("openGuideline")}
              </Button>
            )}
            <Button color="inherit" onClick={leave}>
              {t("remove")}
            </Button>
            <Button
              variant="contained"
              startIcon={<TrainIcon />}
              component={Link}
              href={`/runs/new?dataset=${version.hash}`}
            >
              {t("train")}
            </Button>
          </>
        }
      />
      <DatasetFacts version={version} />
      <Box
        sx={{
          display: "grid",
          gap: 2,
          alignItems: "start",
          gridTemplateColumns: { xs: "1fr", lg: "minmax(0, 1fr) minmax(0, 1fr)" },
        }}
      >
        <LabelsCard summary={summary} />
        <LengthsCard version={version} />
      </Box>
      <SplitsCard version={version} splits={splits} />
      <PrepareCard version={version} splits={splits} />
      <QualityCard version={version} splits={splits} />
      {version.rejects > 0 && (
        <SectionCard title={t("rejectsTitle")}>
          <RejectTable
            rejects={summary.rejects}
            reasons={summary.rejectReasons}
            total={version.rejects}
            place={placeKey(version.kind)}
            files={Math.max(0, ...summary.rejects.map((one) => one.file + 1))}
          />
        </SectionCard>
      )}
      <RowsCard version={version} />
    </Stack>
  );
}

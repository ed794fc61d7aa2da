import PlayIcon from "@mui/icons-material/PlayArrow";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useLocation } from "wouter";
import type { AppError } from "../../../../electron/shared/errors.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatCount } from "../../../components/format.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";
import type { useSample } from "../use-sample.ts";
import { SampleResult } from "./SampleResult.tsx";
import { SampleStages } from "./SampleStages.tsx";

/** A stop the person asked for is no failure. */
function SampleError({ error }: { error: AppError }) {
  const t = useText(text);
  const [, go] = useLocation();
  if (error.code !== "CANCELLED") return <ErrorAlert error={error} />;
  const { run, step } = error.details;
  if (typeof run !== "string") return <Alert severity="info">{t("sampleCancelled")}</Alert>;
  return (
    <Alert
      severity="info"
      action={
        <Button color="inherit" size="small" onClick={() => go(`/runs/${run}`)}>
          {t("seeRun")}
        </Button>
      }
    >
      {t("sampleStopped", { step: formatCount(Number(step)) })}
    </Alert>
  );
}

/** One button for the whole main job; while it works, how far it is; then what came out. */
export function SampleCard({ sample }: { sample: ReturnType<typeof useSample> }) {
  const t = useText(text);
  const { latest, running, progress, error, start, stop, stageStartedAt } = sample;
  const [stopping, setStopping] = useState(false);
  const result = latest.data ?? null;
  if (!running && stopping) setStopping(false);
  const again = result !== null || latest.isPending;
  return (
    <SectionCard title={t(result !== null && !running ? "resultTitle" : "sampleTitle")}>
      <Box sx={{ display: "grid", gap: 2 }}>
        {error !== null && !running && <SampleError error={error} />}
        {latest.isError && <ErrorAlert error={latest.error} />}
        {running && <SampleStages progress={progress} startedAt={stageStartedAt} />}
        {!running && result !== null && <SampleResult result={result} onAgain={start} />}
        {!running && !again && (
          <>
            <Typography>{t("sampleLead")}</Typography>
            <Typography color="textSecondary">{t("sampleTime")}</Typography>
          </>
        )}
        {!running && !again && (
          <Box>
            <Button variant="contained" size="large" startIcon={<PlayIcon />} onClick={start}>
              {t("sampleRun")}
            </Button>
          </Box>
        )}
        {running && (
          <Box>
            <Button
              variant="outlined"
              color="inherit"
              disabled={progress === null || stopping}
              onClick={() => {
                setStopping(true);
                stop();
              }}
            >
              {t(stopping ? "sampleStopping" : "sampleStop")}
            </Button>
          </Box>
        )}
      </Box>
    </SectionCard>
  );
}

import ExpandIcon from "@mui/icons-material/ExpandMoreOutlined";
import Accordion from "@mui/material/Accordion";
import AccordionDetails from "@mui/material/AccordionDetails";
import AccordionSummary from "@mui/material/AccordionSummary";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { Controller } from "react-hook-form";
import { useLocation } from "wouter";
import type { DatasetVersion } from "../../../electron/shared/domain/dataset.ts";
import type { Split } from "../../../electron/shared/domain/split.ts";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatCount, formatDate } from "../../components/format.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { text } from "./text.ts";
import type { WizardForm } from "./use-wizard.ts";

interface Props {
  readonly form: WizardForm;
  readonly datasets: readonly DatasetVersion[];
  readonly dataset: DatasetVersion | undefined;
  /** Newest first; undefined while they are read. */
  readonly splits: readonly Split[] | undefined;
}

export function DataStep({ form, datasets, dataset, splits }: Props) {
  const t = useText(text);
  const [, go] = useLocation();
  if (datasets.length === 0) {
    return (
      <EmptyState
        title={t("noDatasets")}
        hint={t("noDatasetsHint")}
        action={t("toDatasets")}
        onAction={() => go("/datasets")}
      />
    );
  }
  return (
    <Stack spacing={2}>
      <SectionCard title={t("dataset")}>
        <Stack spacing={2.5}>
          <Controller
            control={form.control}
            name="dataset"
            render={({ field }) => (
              <TextField
                select
                label={t("dataset")}
                {...field}
                helperText={dataset === undefined ? t("datasetWhy") : <Facts dataset={dataset} />}
              >
                {datasets.map((one) => (
                  <MenuItem key={one.hash} value={one.hash}>
                    {one.name}, v{one.version}
                  </MenuItem>
                ))}
              </TextField>
            )}
          />
          {dataset !== undefined && splits !== undefined && (
            <SplitChoice form={form} dataset={dataset} splits={splits} />
          )}
        </Stack>
      </SectionCard>
      <Prompt form={form} />
    </Stack>
  );
}

function Facts({ dataset }: { dataset: DatasetVersion }) {
  const t = useText(text);
  const labels =
    dataset.labels.length === 0 ? t("noLabels") : t("labels", { count: dataset.labels.length });
  return t("datasetFacts", { count: dataset.rows, rows: formatCount(dataset.rows), labels });
}

function SplitChoice({
  form,
  dataset,
  splits,
}: {
  form: WizardForm;
  dataset: DatasetVersion;
  splits: readonly Split[];
}) {
  const t = useText(text);
  const [, go] = useLocation();
  const make = useApiCommand(api.datasets.split, {
    invalidates: ["datasets"],
    onSuccess: (split) => form.setValue("split", split.id, { shouldValidate: true }),
  });
  if (splits.length === 0) {
    return (
      <>
        <Alert severity="info">
          <AlertTitle>{t("noSplit")}</AlertTitle>
          {t("noSplitHint")}
          <Box sx={{ display: "flex", gap: 1, mt: 1.5 }}>
            <Button
              color="inherit"
              variant="outlined"
              disabled={make.isPending}
              onClick={() =>
                make.mutate({
                  dataset: dataset.hash,
                  config: { grouped: dataset.mapping.group !== null },
                })
              }
            >
              {t("makeSplit")}
            </Button>
            <Button color="inherit" onClick={() => go(`/datasets/${dataset.hash}`)}>
              {t("openDataset")}
            </Button>
          </Box>
        </Alert>
        {make.isError && <ErrorAlert error={make.error} />}
      </>
    );
  }
  return (
    <Controller
      control={form.control}
      name="split"
      render={({ field }) => (
        <TextField select label={t("split")} helperText={t("splitWhy")} {...field}>
          {splits.map((split) => (
            <MenuItem key={split.id} value={split.id}>
              {t("splitRows", {
                train: formatCount(split.report.rows.train),
                validation: formatCount(split.report.rows.validation),
                test: formatCount(split.report.rows.test),
                date: formatDate(split.createdAt),
              })}
            </MenuItem>
          ))}
        </TextField>
      )}
    />
  );
}

const CUTS = ["head", "tail"] as const;

function Prompt({ form }: { form: WizardForm }) {
  const t = useText(text);
  const truncate = form.watch("truncate");
  return (
    <Accordion variant="outlined" disableGutters slotProps={{ heading: { component: "h2" } }}>
      <AccordionSummary id="prompt" aria-controls="prompt-content" expandIcon={<ExpandIcon />}>
        <Typography component="span" sx={{ fontWeight: 560 }}>
          {t("prompt")}
        </Typography>
      </AccordionSummary>
      <AccordionDetails>
        <Stack spacing={2}>
          <Controller
            control={form.control}
            name="template"
            render={({ field, fieldState }) => (
              <TextField
                label={t("template")}
                multiline
                minRows={2}
                {...field}
                error={fieldState.invalid}
                helperText={fieldState.invalid ? t("templateFault") : t("templateWhy")}
              />
            )}
          />
          <Controller
            control={form.control}
            name="truncate"
            render={({ field }) => (
              <div>
                <FormControlLabel
                  label={t("truncate")}
                  control={
                    <Switch checked={field.value} onChange={(_, on) => field.onChange(on)} />
                  }
                />
                <Typography variant="body2" color="textSecondary">
                  {t("truncateWhy")}
                </Typography>
              </div>
            )}
          />
          {truncate && (
            <Controller
              control={form.control}
              name="cut"
              render={({ field }) => (
                <TextField select label={t("cut")} sx={{ maxWidth: 320 }} {...field}>
                  {CUTS.map((cut) => (
                    <MenuItem key={cut} value={cut}>
                      {t(`cut-${cut}`)}
                    </MenuItem>
                  ))}
                </TextField>
              )}
            />
          )}
        </Stack>
      </AccordionDetails>
    </Accordion>
  );
}

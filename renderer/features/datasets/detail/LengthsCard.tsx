import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import type { ListedModel } from "../../../../electron/shared/contract/models.ts";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";
import { contextChoices } from "./histogram.ts";
import { LengthsResult } from "./LengthsResult.tsx";

/** A run's own default. */
const USUAL_CONTEXT = 512;

/** How long the rows are for a model, and what a context length would cut. */
export function LengthsCard({ version }: { version: DatasetVersion }) {
  const t = useText(text);
  const [, go] = useLocation();
  const models = useApiQuery(api.models.list, {});
  const [first] = models.data ?? [];
  return (
    <SectionCard title={t("lengthsTitle")}>
      {models.error !== null && <ErrorAlert error={models.error} />}
      {models.data !== undefined && first === undefined && (
        <EmptyState
          title={t("lengthsNoModel")}
          action={t("toModels")}
          onAction={() => go("/models")}
        />
      )}
      {models.data !== undefined && first !== undefined && (
        <Lengths version={version} models={models.data} first={first} />
      )}
    </SectionCard>
  );
}

interface LengthsProps {
  readonly version: DatasetVersion;
  readonly models: readonly ListedModel[];
  readonly first: ListedModel;
}

function Lengths({ version, models, first }: LengthsProps) {
  const t = useText(text);
  const [modelId, setModelId] = useState(first.id);
  const [wanted, setWanted] = useState(USUAL_CONTEXT);
  const model = models.find((one) => one.id === modelId) ?? first;
  const choices = contextChoices(model.info.contextLength);
  const contextLength = choices.includes(wanted) ? wanted : model.info.contextLength;
  const lengths = useApiQuery(
    api.datasets.tokenLengths,
    { dataset: version.hash, model: model.id, contextLength },
    { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <Stack spacing={2}>
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: { sm: "minmax(0, 1fr) 180px" } }}>
        <TextField
          select
          label={t("lengthsModel")}
          value={model.id}
          onChange={(event) => setModelId(event.target.value)}
        >
          {models.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={t("lengthsContext")}
          value={contextLength}
          onChange={(event) => setWanted(Number(event.target.value))}
        >
          {choices.map((length) => (
            <MenuItem key={length} value={length}>
              {t("tokens", { n: length })}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {lengths.error !== null && <ErrorAlert error={lengths.error} />}
      {lengths.isPending && <LengthsResult lengths={null} />}
      {lengths.data !== undefined && lengths.error === null && (
        <LengthsResult lengths={lengths.data} />
      )}
      {lengths.data !== undefined && (
        <Typography variant="body2" color="textSecondary">
          {t(`lengthsWhat_${lengths.data.completion}`)}
        </Typography>
      )}
    </Stack>
  );
}

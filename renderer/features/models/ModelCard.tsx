import ReadyIcon from "@mui/icons-material/CheckCircleOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import Paper from "@mui/material/Paper";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useId } from "react";
import { Link } from "wouter";
import type { ListedModel } from "../../../electron/shared/contract/models.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { CopyButton } from "../../components/CopyButton.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { shortHash } from "../../components/format.ts";
import { ModelFacts } from "./ModelFacts.tsx";
import { ModelProblems } from "./ModelProblems.tsx";
import { text } from "./text.ts";

interface Props {
  readonly model: ListedModel;
  readonly onRemove: () => void;
}

/** One registered base: what it is, and whether its folder can be used now. */
export function ModelCard({ model, onRemove }: Props) {
  const t = useText(text);
  const id = useId();
  const check = useApiQuery(api.models.check, { model: model.id });
  const usable = check.data !== undefined && check.data.problems.length === 0;
  return (
    <Paper component="article" variant="outlined" aria-labelledby={id} sx={{ p: 2.5 }}>
      <Stack spacing={2}>
        <Box sx={{ display: "flex", alignItems: "center", gap: 1, flexWrap: "wrap" }}>
          <Typography variant="h2" id={id} sx={{ overflowWrap: "anywhere" }}>
            {model.name}
          </Typography>
          {model.bundled && <Chip size="small" variant="outlined" label={t("bundledChip")} />}
          <Box role="status" sx={{ flex: 1 }}>
            {check.isPending && (
              <Typography variant="body2" color="textSecondary">
                {t("checking")}
              </Typography>
            )}
            {usable && (
              <Chip
                size="small"
                color="success"
                variant="outlined"
                icon={<ReadyIcon />}
                label={t("ready")}
              />
            )}
          </Box>
          <Button color="inherit" aria-label={t("removeNamed", model)} onClick={onRemove}>
            {t("remove")}
          </Button>
          <Button
            variant="outlined"
            component={Link}
            href={`/runs/new?model=${model.id}`}
            aria-label={t("useNamed", { name: model.name })}
          >
            {t("use")}
          </Button>
        </Box>
        {check.error !== null && <ErrorAlert error={check.error} />}
        {check.data !== undefined && <ModelProblems problems={check.data.problems} />}
        <ModelFacts info={model.info} tokenizer={check.data?.tokenizer} />
        <Typography variant="body2" color="textSecondary" component="div">
          {t("folder")}: <bdi>{model.folder}</bdi> · {t("hash")}:{" "}
          <code>{shortHash(model.hash)}</code>{" "}
          <CopyButton value={model.hash} label={t("copyHash")} />
        </Typography>
      </Stack>
    </Paper>
  );
}

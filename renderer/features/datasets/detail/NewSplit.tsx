import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { keepPreviousData } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import type { DatasetVersion } from "../../../../electron/shared/domain/dataset.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { text } from "../text.ts";
import { SplitForm } from "./SplitForm.tsx";
import { SplitOutlook } from "./SplitOutlook.tsx";
import { configOf, firstDraft } from "./split-draft.ts";

interface Props {
  readonly version: DatasetVersion;
  readonly onDone: () => void;
  readonly onCancel?: (() => void) | undefined;
}

/** The choices at the left, what they give at the right, before anything is made. */
export function NewSplit({ version, onDone, onCancel }: Props) {
  const t = useText(text);
  const notice = useNotice();
  const { mapping } = version;
  const [draft, setDraft] = useState(() =>
    firstDraft({ groups: mapping.group !== null, parts: mapping.part !== null }),
  );
  const config = configOf(draft);
  const asked = useDeferredValue(config);
  const preview = useApiQuery(
    api.datasets.previewSplit,
    { dataset: version.hash, ...(asked === null ? {} : { config: asked }) },
    { enabled: asked !== null, placeholderData: keepPreviousData, staleTime: 60_000 },
  );
  const make = useApiCommand(api.datasets.split, {
    invalidates: ["datasets"],
    onSuccess: ({ report }) => {
      const { train, test } = report.rows;
      notice.show({ severity: "success", text: t("splitMade", { train, test }) });
      onDone();
    },
  });
  const possible = config !== null && preview.error === null && preview.data !== undefined;
  const filled = possible && preview.data.report.rows.train > 0;
  return (
    <Box
      sx={{
        display: "grid",
        gap: 3,
        gridTemplateColumns: { xs: "1fr", md: "minmax(280px, 340px) minmax(0, 1fr)" },
      }}
    >
      <Box>
        <SplitForm
          draft={draft}
          groups={preview.data?.groups ?? null}
          namedParts={mapping.part !== null}
          onChange={setDraft}
        />
        <Box sx={{ display: "flex", gap: 1, mt: 2 }}>
          <Button
            variant="contained"
            disabled={!filled || make.isPending}
            onClick={() => config !== null && make.mutate({ dataset: version.hash, config })}
          >
            {t("makeSplit")}
          </Button>
          {onCancel !== undefined && <Button onClick={onCancel}>{t("cancelImport")}</Button>}
        </Box>
      </Box>
      <Box sx={{ minHeight: 320 }}>
        {make.error !== null && <ErrorAlert error={make.error} />}
        {preview.error !== null && <ErrorAlert error={preview.error} />}
        {preview.data !== undefined && preview.error === null && (
          <SplitOutlook preview={preview.data} />
        )}
      </Box>
    </Box>
  );
}

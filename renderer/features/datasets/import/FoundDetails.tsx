import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import type { DatasetPreview } from "../../../../electron/shared/domain/dataset-preview.ts";
import { useText } from "../../../app/text/text.ts";
import { formatCount } from "../../../components/format.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { RejectTable } from "../RejectTable.tsx";
import { text } from "../text.ts";
import { placeKey } from "./mapping.ts";

const SHOWN_LABELS = 40;

/** The labels and the rejects behind the figures; nothing where there are none. */
export function FoundDetails({ preview }: { preview: DatasetPreview }) {
  const t = useText(text);
  const { read, labels, labelCount } = preview;
  return (
    <Box
      sx={{
        display: "grid",
        gap: 2,
        alignItems: "start",
        gridTemplateColumns: "repeat(auto-fit, minmax(420px, 1fr))",
      }}
    >
      {labelCount > 0 && (
        <SectionCard title={t("labelsFound")}>
          <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.75 }}>
            {labels.slice(0, SHOWN_LABELS).map(({ label, count }) => (
              <Chip key={label} size="small" label={`${label} · ${formatCount(count)}`} />
            ))}
            {labelCount > SHOWN_LABELS && (
              <Chip
                size="small"
                variant="outlined"
                label={`+ ${formatCount(labelCount - SHOWN_LABELS)}`}
              />
            )}
          </Box>
        </SectionCard>
      )}
      {read.rejects > 0 && (
        <SectionCard title={t("rejectsTitle")}>
          <RejectTable
            rejects={preview.rejects}
            reasons={preview.rejectReasons}
            total={read.rejects}
            place={placeKey(preview.kind)}
            files={0}
          />
        </SectionCard>
      )}
    </Box>
  );
}

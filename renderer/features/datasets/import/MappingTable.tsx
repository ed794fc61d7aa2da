import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Stack from "@mui/material/Stack";
import type { ColumnRole } from "../../../../electron/shared/domain/dataset.ts";
import type { DatasetPreview } from "../../../../electron/shared/domain/dataset-preview.ts";
import { useText } from "../../../app/text/text.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";
import { SHOWN_ROLES } from "./mapping.ts";
import { RoleField } from "./RoleField.tsx";

interface Props {
  readonly preview: DatasetPreview;
  readonly onRole: (role: ColumnRole, column: string | null) => void;
}

/** Role by role: what it is for, which column plays it, and how that was found. */
export function MappingTable({ preview, onRole }: Props) {
  const t = useText(text);
  return (
    <SectionCard title={t("columnsTitle")}>
      <Stack spacing={1.5}>
        {preview.problem !== null && (
          <Alert severity="warning">
            <AlertTitle>{preview.problem.message}</AlertTitle>
            {preview.problem.hint}
          </Alert>
        )}
        {preview.fixed && <Alert severity="info">{t("columnsFixed")}</Alert>}
        {SHOWN_ROLES.map((role) => (
          <RoleField key={role} role={role} preview={preview} onRole={onRole} />
        ))}
      </Stack>
    </SectionCard>
  );
}

import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { GuidelineView } from "../../../electron/shared/contract/guidelines.ts";
import type { ShownCondition } from "../../../electron/shared/domain/guideline.ts";
import type { AppError } from "../../../electron/shared/errors.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { SectionCard } from "../../components/SectionCard.tsx";
import { FieldPart } from "./FieldPart.tsx";
import type { Look } from "./look.ts";
import { text } from "./text.ts";

interface Props {
  readonly view: GuidelineView;
  readonly look: Look;
  readonly condition: ShownCondition | null;
  readonly error: AppError | null;
  readonly onField: (field: number, page: number) => void;
}

/** What was read of a condition: its sections, each with a way to its page and to a correction. */
export function ConditionPanel({ view, look, condition, error, onField }: Props) {
  const t = useText(text);
  const entry = view.contents.find(({ number }) => number === look.number);
  const listed = view.conditions.find(({ number }) => number === look.number);
  const reasons = [...new Set([...(entry?.reasons ?? []), ...(listed?.reasons ?? [])])];
  const shown = condition?.number === look.number ? condition : null;
  const name = shown?.title ?? entry?.title ?? "";
  if (look.number === null) return <Typography>{t("choose")}</Typography>;
  return (
    <SectionCard title={`${look.number} ${name === "" ? t("untitled") : name}`}>
      <Stack spacing={2}>
        {shown !== null && shown.icd10.length > 0 && (
          <Typography color="textSecondary">
            {t("codes", { codes: shown.icd10.map(codeText).join(", ") })}
          </Typography>
        )}
        {reasons.length > 0 && (
          <Alert severity={listed === undefined ? "info" : "warning"}>
            <AlertTitle>{listed === undefined ? t("missingTitle") : t("checkTitle")}</AlertTitle>
            {reasons.map((reason) => (
              <div key={reason}>{reason}</div>
            ))}
          </Alert>
        )}
        {error !== null && listed !== undefined && <ErrorAlert error={error} />}
        {shown?.fields.map((field, index) => (
          <FieldPart
            // biome-ignore lint/suspicious/noArrayIndexKey: a field is known by its place
            key={`${shown.number} ${index}`}
            guideline={view.summary.id}
            number={shown.number}
            index={index}
            field={field}
            pages={view.pages}
            chosen={look.field === index}
            onShow={(page) => onField(index, page)}
          />
        ))}
      </Stack>
    </SectionCard>
  );
}

function codeText({ code, note }: { code: string; note: string | null }): string {
  return note === null ? code : `${code} (${note})`;
}

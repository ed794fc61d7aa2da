import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useEffect, useRef, useState } from "react";
import {
  isDangerous,
  type PageSize,
  type ShownField,
} from "../../../electron/shared/domain/guideline.ts";
import { useText } from "../../app/text/text.ts";
import { FieldEditor } from "./FieldEditor.tsx";
import { text } from "./text.ts";
import { useCorrection } from "./use-correction.ts";

interface Props {
  readonly guideline: string;
  readonly number: string;
  readonly index: number;
  readonly field: ShownField;
  readonly pages: readonly PageSize[];
  readonly chosen: boolean;
  readonly onShow: (page: number) => void;
}

/** One section of a condition. */
export function FieldPart(props: Props) {
  const { guideline, number, index, field, pages, chosen, onShow } = props;
  const t = useText(text);
  const [editing, setEditing] = useState(false);
  // "_other" would be the plural of "kind".
  const kind = field.kind === "other" ? t("kind_rest") : t(`kind_${field.kind}`);
  const title = field.title === "" ? kind : field.title;
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // A box chosen on the page brings its text into view.
    if (chosen) place.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const correction = useCorrection({ guideline, number, field: index }, () => setEditing(false));
  return (
    <Box
      component="section"
      ref={place}
      aria-label={title}
      sx={{
        borderLeft: "3px solid",
        borderColor: chosen ? "primary.main" : "divider",
        pl: 1.5,
      }}
    >
      <Box sx={{ display: "flex", gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <Typography variant="h3" sx={{ flex: 1 }}>
          <bdi>{title}</bdi>
        </Typography>
        {title !== kind && <Chip size="small" label={kind} />}
        {field.ocrConfidence !== null && (
          <Tooltip title={t("ocrWhy")}>
            <Chip
              size="small"
              color="warning"
              variant="outlined"
              label={t("ocr", { percent: Math.round(field.ocrConfidence) })}
            />
          </Tooltip>
        )}
        {field.correction !== null && <Chip size="small" color="primary" label={t("corrected")} />}
      </Box>
      <Box sx={{ display: "flex", gap: 0.5, flexWrap: "wrap", my: 0.5 }}>
        {field.pages.map((page) => (
          <Button key={page} size="small" onClick={() => onShow(page)}>
            {t("showPage", { label: pages[page - 1]?.label ?? String(page) })}
          </Button>
        ))}
        {!editing && (
          <Button
            size="small"
            aria-label={t("editNamed", { title })}
            onClick={() => setEditing(true)}
          >
            {t("edit")}
          </Button>
        )}
        {field.correction !== null && !editing && (
          <Button size="small" onClick={() => correction.save(null)}>
            {t("takeBack")}
          </Button>
        )}
      </Box>
      {field.correction === null && (
        <Doubts field={field} title={title} onConfirm={() => correction.save(field.text)} />
      )}
      {editing ? (
        <FieldEditor
          title={title}
          text={field.correction ?? field.text}
          saving={correction.saving}
          onSave={correction.save}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Typography
          component="div"
          variant="body2"
          sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
        >
          {field.correction ?? field.text}
        </Typography>
      )}
    </Box>
  );
}

function Doubts({
  field,
  title,
  onConfirm,
}: {
  field: ShownField;
  title: string;
  onConfirm: () => void;
}) {
  const t = useText(text);
  const dangerous = field.doubts.filter(isDangerous);
  const signs = [...new Set(dangerous.map(({ readAs }) => readAs ?? t("unreadable")))].join(", ");
  if (field.doubts.length === 0) return null;
  const confirm = (
    <Button
      color="inherit"
      size="small"
      aria-label={t("confirmNamed", { title })}
      onClick={onConfirm}
    >
      {t("confirm")}
    </Button>
  );
  return (
    <Alert severity={dangerous.length > 0 ? "warning" : "info"} action={confirm} sx={{ my: 1 }}>
      {dangerous.length > 0
        ? t("symbolDoubt", { count: dangerous.length, signs })
        : t("otherDoubt")}
    </Alert>
  );
}

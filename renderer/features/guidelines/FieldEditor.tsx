import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { MAX_FIELD_CHARS } from "../../../electron/shared/domain/guideline.ts";
import { useText } from "../../app/text/text.ts";
import { text } from "./text.ts";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly saving: boolean;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

/** A person's text in place of what was read. */
export function FieldEditor({ title, text: before, saving, onSave, onCancel }: Props) {
  const t = useText(text);
  const [draft, setDraft] = useState(before);
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
      }}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <TextField
        autoFocus
        multiline
        fullWidth
        minRows={4}
        maxRows={24}
        label={t("fieldText", { title })}
        helperText={t("editHint")}
        value={draft}
        slotProps={{ htmlInput: { maxLength: MAX_FIELD_CHARS } }}
        onChange={(event) => setDraft(event.target.value)}
        sx={{ mt: 1 }}
      />
      <Box sx={{ display: "flex", gap: 1, mt: 1 }}>
        <Button type="submit" variant="contained" disabled={saving || draft.trim() === ""}>
          {t("save")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </Box>
    </Box>
  );
}

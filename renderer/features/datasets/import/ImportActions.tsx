import Button from "@mui/material/Button";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";

interface Props {
  /** Rows that will be imported; null while that is not known for all of them. */
  readonly rows: number | null;
  readonly disabled: boolean;
  readonly onImport: () => void;
  readonly onCancel: () => void;
}

export function ImportActions({ rows, disabled, onImport, onCancel }: Props) {
  const t = useText(text);
  return (
    <>
      <Button onClick={onCancel}>{t("cancelImport")}</Button>
      <Button variant="contained" disabled={disabled} onClick={onImport}>
        {rows === null ? t("doImportAll") : t("doImport", { count: rows })}
      </Button>
    </>
  );
}

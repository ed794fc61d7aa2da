import Button from "@mui/material/Button";
import { useState } from "react";
import type { Quarantine } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { useText } from "../../../app/text/text.ts";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { formatCount } from "../../../components/format.ts";
import { text } from "../text.ts";

interface Props {
  readonly quarantine: Quarantine;
  readonly disabled: boolean;
  readonly onSearch: (again: boolean) => void;
}

/** Asks first where decisions of a person would be lost. */
export function SearchAgain({ quarantine, disabled, onSearch }: Props) {
  const t = useText(text);
  const [asking, setAsking] = useState(false);
  const { reviewed } = quarantine.counts;
  return (
    <>
      <Button
        disabled={disabled}
        onClick={() => (reviewed > 0 ? setAsking(true) : onSearch(false))}
      >
        {t("searchAgain")}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t("searchAgain")}
          body={t("searchAgainBody", { reviewed: formatCount(reviewed) })}
          confirm={t("searchAgain")}
          destructive
          onConfirm={() => onSearch(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

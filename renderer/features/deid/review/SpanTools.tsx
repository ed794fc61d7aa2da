import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import type { RefObject } from "react";
import { DEID_CLASSES, type DeidClass } from "../../../../electron/shared/domain/deid/classes.ts";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";
import type { Draft } from "./draft.ts";

interface Props {
  readonly draft: Draft;
  readonly classRef: RefObject<HTMLInputElement | null>;
  readonly onDecide: (accepted: boolean) => void;
  readonly onClass: (kind: DeidClass) => void;
  readonly onRemove: () => void;
  readonly onAdd: () => void;
}

/** The same acts as the keys, for the mouse. */
export function SpanTools({ draft, classRef, onDecide, onClass, onRemove, onAdd }: Props) {
  const t = useText(text);
  const span = draft.spans[draft.at];
  const none = span === undefined;
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "center" }}>
      <Button variant="outlined" disabled={none} onClick={() => onDecide(true)}>
        {t("accept")}
      </Button>
      <Button variant="outlined" disabled={none} onClick={() => onDecide(false)}>
        {t("reject")}
      </Button>
      <TextField
        select
        size="small"
        label={t("changeClass")}
        value={span?.class ?? ""}
        disabled={none}
        sx={{ minWidth: 210 }}
        inputRef={classRef}
        onChange={(event) => onClass(event.target.value as DeidClass)}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {DEID_CLASSES.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t(`class-${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      <Button disabled={none} onClick={onRemove}>
        {t("removeSpan")}
      </Button>
      {/* The press must not take the selection away before it is read. */}
      <Button onMouseDown={(event) => event.preventDefault()} onClick={onAdd}>
        {t("addSpan")}
      </Button>
    </Box>
  );
}

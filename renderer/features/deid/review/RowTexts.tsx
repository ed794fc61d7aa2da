import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { FIELDS } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";
import type { Draft } from "./draft.ts";
import { MarkedText } from "./MarkedText.tsx";

interface Props {
  readonly document: { readonly text: string; readonly answer: string | null };
  readonly draft: Draft;
  readonly onSelect: (index: number) => void;
}

/** The row's text and answer with what is marked in them. */
export function RowTexts({ document, draft, onSelect }: Props) {
  const t = useText(text);
  const indexed = draft.spans.map((span, index) => ({ span, index }));
  return FIELDS.map((field) => {
    const content = document[field];
    if (content === null) return null;
    return (
      <Box key={field}>
        {field === "answer" && (
          <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
            {t("answer")}
          </Typography>
        )}
        <MarkedText
          field={field}
          text={content}
          spans={indexed.filter(({ span }) => span.field === field)}
          current={draft.at}
          onSelect={onSelect}
        />
      </Box>
    );
  });
}

import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import { type KeyboardEvent, useId, useRef } from "react";
import type { Quarantine } from "../../../../electron/shared/domain/deid/quarantine.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { LiveRegion } from "../../../components/LiveRegion.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";
import { reclassified, selected } from "./draft.ts";
import { reviewKey } from "./keys.ts";
import { ReplacedRow } from "./ReplacedRow.tsx";
import { RowBar } from "./RowBar.tsx";
import { RowTexts } from "./RowTexts.tsx";
import { SpanTools } from "./SpanTools.tsx";
import { useActs } from "./use-acts.ts";
import { useReview } from "./use-review.ts";

/** One row after the other, by keyboard first. */
export function Review({ quarantine }: { quarantine: Quarantine }) {
  const t = useText(text);
  const id = useId();
  const review = useReview(quarantine);
  const { document, draft, setDraft, save } = review;
  const region = useRef<HTMLDivElement>(null);
  const kindField = useRef<HTMLInputElement>(null);
  const acts = useActs(review, region, kindField);
  const { data } = document;
  const onKeyDown = (event: KeyboardEvent) => {
    const act = reviewKey(event);
    if (act === null || event.target !== region.current) return;
    event.preventDefault();
    acts[act]();
  };
  return (
    <SectionCard title={t("review")} actions={<OpenOnly review={review} />}>
      <Stack spacing={2}>
        <RowBar
          row={review.row}
          counts={quarantine.counts}
          reviewed={data?.reviewed ?? null}
          onGo={(by) => void review.go(by)}
        />
        {document.error !== null && <ErrorAlert error={document.error} />}
        {save.error !== null && <ErrorAlert error={save.error} />}
        <Box
          ref={region}
          role="application"
          aria-label={t("original")}
          aria-describedby={id}
          tabIndex={0}
          onKeyDown={onKeyDown}
          sx={TEXTS}
        >
          {data !== undefined && (
            <RowTexts
              document={data}
              draft={draft}
              onSelect={(index) => setDraft(selected(draft, index))}
            />
          )}
        </Box>
        <Said review={review} />
        <SpanTools
          draft={draft}
          classRef={kindField}
          onDecide={(accepted) => acts[accepted ? "accept" : "reject"]()}
          onClass={(kind) => setDraft(reclassified(draft, kind))}
          onRemove={acts.remove}
          onAdd={acts.mark}
        />
        <Box sx={{ display: "flex", gap: 2, alignItems: "center" }}>
          <Typography id={id} variant="body2" color="textSecondary" sx={{ flex: 1 }}>
            {t("keys")}
          </Typography>
          <Button
            variant="contained"
            disabled={data === undefined || save.isPending}
            onClick={acts.confirm}
          >
            {t("confirmRow")}
          </Button>
        </Box>
        {data !== undefined && <ReplacedRow replaced={data.replaced} changed={draft.changed} />}
      </Stack>
    </SectionCard>
  );
}

function OpenOnly({ review }: { review: ReturnType<typeof useReview> }) {
  const t = useText(text);
  return (
    <FormControlLabel
      control={<Switch checked={review.openOnly} onChange={(_, on) => review.setOpenOnly(on)} />}
      label={t("unreviewedOnly")}
    />
  );
}

/** The place at hand in words, for who hears the page. */
function Said({ review }: { review: ReturnType<typeof useReview> }) {
  const t = useText(text);
  const { draft, document } = review;
  const span = draft.spans[draft.at];
  if (document.data === undefined) return null;
  if (span === undefined) return <Typography color="textSecondary">{t("noSpans")}</Typography>;
  const decision = span.accepted === null ? "open" : span.accepted ? "accepted" : "rejected";
  const found = document.data[span.field]?.slice(span.start, span.end) ?? "";
  const said = {
    class: t(`class-${span.class}`),
    text: found,
    decision: t(`decision-${decision}`),
  };
  return (
    <>
      <Typography variant="body2" aria-hidden="true">
        {t("spanLabel", said)}
      </Typography>
      <LiveRegion>{t("spanLabel", said)}</LiveRegion>
    </>
  );
}

const TEXTS = {
  border: 1,
  borderColor: "divider",
  borderRadius: 1,
  p: 2,
  maxHeight: 420,
  overflow: "auto",
} as const;

import Box from "@mui/material/Box";
import { useLocation } from "wouter";
import { api } from "../../api/client.ts";
import { useApiCommand } from "../../api/hooks.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { targetName } from "../../components/planning/targets.ts";
import { text as planning } from "../../components/planning/text.ts";
import { text as qualityText } from "../../components/quality/text.ts";
import { startInput } from "./form.ts";
import { LeakAlert } from "./LeakAlert.tsx";
import { Refusal } from "./Refusal.tsx";
import { qualityRefusal, refusalOf } from "./refusal.ts";
import { StartBar } from "./StartBar.tsx";
import { text } from "./text.ts";
import { useMemoryCheck } from "./use-memory-check.ts";
import type { Quality } from "./use-quality.ts";
import type { Wizard } from "./use-wizard.ts";

interface Props {
  readonly wizard: Wizard;
  readonly quality: Quality;
  readonly onStarted: () => void;
  readonly onBack: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** Stays at the foot of the page: faults, the refusal with its fixes, and the start. */
export function Footer({ wizard, quality, onStarted, onBack, onNext }: Props) {
  const t = useText(text);
  const p = useText(planning);
  const q = useText(qualityText);
  const notice = useNotice();
  const [, go] = useLocation();
  const memory = useMemoryCheck(wizard);
  const start = useApiCommand(api.runs.start, {
    invalidates: ["runs"],
    onSuccess: (run) => {
      onStarted();
      go(`/runs/${run.id}`);
    },
  });
  const { form, device } = wizard;
  const deviceName = device === undefined ? "" : targetName(device, p("cpu"));
  return (
    <Box sx={STICKY}>
      {memory.error !== null && <ErrorAlert error={memory.error} />}
      {start.isError && <ErrorAlert error={start.error} />}
      {memory.outcome?.verdict === "exceeds" && (
        <Refusal
          outcome={memory.outcome}
          deviceName={deviceName}
          fixes={memory.fixes}
          onApply={(fields, change) => {
            wizard.setFields(fields);
            notice.show({ severity: "success", text: t("fixApplied", { change }) });
          }}
        />
      )}
      {/* One hurdle at a time: what does not fit cannot start anyway. */}
      {memory.outcome?.verdict !== "exceeds" && <LeakAlert quality={quality} />}
      <StartBar
        memory={memory}
        deviceName={deviceName}
        refusal={refusalOf(wizard, memory, t) ?? qualityRefusal(quality, q)}
        starting={start.isPending || start.isSuccess}
        onStart={() =>
          void form.handleSubmit((values) =>
            start.mutate(startInput(values, quality.acknowledged)),
          )()
        }
        onBack={onBack}
        onNext={onNext}
      />
    </Box>
  );
}

/** Against the padding of the page, so that nothing shows below it. */
const STICKY = {
  position: "sticky",
  bottom: -24,
  pt: 2,
  pb: 3,
  mb: -3,
  bgcolor: "background.default",
  display: "grid",
  gap: 1.5,
  zIndex: 2,
} as const;

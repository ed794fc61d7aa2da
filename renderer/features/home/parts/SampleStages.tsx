import DoneIcon from "@mui/icons-material/CheckCircle";
import NowIcon from "@mui/icons-material/RadioButtonChecked";
import NextIcon from "@mui/icons-material/RadioButtonUnchecked";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { SAMPLE_STAGES } from "../../../../electron/shared/domain/sample-stage.ts";
import { useText } from "../../../app/text/text.ts";
import { ProgressLine } from "../../../components/ProgressLine.tsx";
import type { SampleProgress } from "../sample-progress.ts";
import { text } from "../text.ts";

const TITLES = {
  importing: "stage_importing",
  base: "stage_base",
  training: "stage_training",
  "fine-tuned": "stage_tuned",
} as const;

const PHASES = {
  starting: "phase_starting",
  importing: "phase_importing",
  loading: "phase_loading",
  quantizing: "phase_quantizing",
  tokenizing: "phase_tokenizing",
  hashing: "phase_hashing",
  training: "phase_training",
  evaluating: "phase_evaluating",
  saving: "phase_saving",
} as const;

interface Props {
  readonly progress: SampleProgress | null;
  readonly startedAt: number | undefined;
}

/** The four stages in order; the present one with its phase, figures and time left. */
export function SampleStages({ progress, startedAt }: Props) {
  const t = useText(text);
  const at = SAMPLE_STAGES.indexOf(progress?.stage ?? "importing");
  const phase = progress?.phase ?? "starting";
  const label = phase in PHASES ? t(PHASES[phase as keyof typeof PHASES]) : t("phaseUnknown");
  return (
    <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none", display: "grid", gap: 1.5 }}>
      {SAMPLE_STAGES.map((stage, i) => {
        const state = i < at ? "done" : i === at ? "now" : "next";
        const Icon = { done: DoneIcon, now: NowIcon, next: NextIcon }[state];
        const word = t(({ done: "stageDone", now: "stageNow", next: "stageNext" } as const)[state]);
        return (
          <Box
            component="li"
            key={stage}
            sx={{ display: "flex", gap: 1.5 }}
            aria-current={state === "now" ? "step" : undefined}
          >
            <Icon
              fontSize="small"
              color={state === "done" ? "success" : state === "now" ? "primary" : "disabled"}
              titleAccess={word}
            />
            <Box sx={{ flex: 1, minHeight: i === at ? 56 : 0 }}>
              <Typography
                sx={{ fontWeight: state === "now" ? 620 : 400 }}
                color={state === "next" ? "textSecondary" : "textPrimary"}
              >
                {t(TITLES[stage])}
              </Typography>
              {state === "now" && (
                <ProgressLine
                  label={label}
                  done={progress?.done ?? 0}
                  total={progress?.total ?? 0}
                  {...(startedAt === undefined ? {} : { startedAt })}
                />
              )}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

import ExpandIcon from "@mui/icons-material/ExpandMoreOutlined";
import Accordion from "@mui/material/Accordion";
import AccordionDetails from "@mui/material/AccordionDetails";
import AccordionSummary from "@mui/material/AccordionSummary";
import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import type { PresetFacts, PresetId } from "../../../electron/shared/domain/presets/facts.ts";
import type { RunConfig } from "../../../electron/shared/domain/run-config.ts";
import { useText } from "../../app/text/text.ts";
import { formatCount } from "../../components/format.ts";
import { ConfigField } from "../../components/run-config/ConfigField.tsx";
import type { ConfigFieldName } from "../../components/run-config/fields.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { PresetCards } from "./PresetCards.tsx";
import { text } from "./text.ts";

interface Props {
  readonly config: RunConfig;
  readonly faulty: ReadonlySet<ConfigFieldName>;
  readonly facts: PresetFacts | null;
  readonly preset: PresetId | null;
  readonly truncate: boolean;
  readonly onPreset: (id: PresetId) => void;
  readonly onField: (field: ConfigFieldName, value: RunConfig[ConfigFieldName]) => void;
}

const MAIN = [
  "method",
  "rank",
  "learningRate",
  "epochs",
  "contextLength",
  "microBatch",
] as const satisfies readonly ConfigFieldName[];

const ADVANCED = {
  groupAdapter: ["alpha", "rsLora", "dropout", "targetModules", "doubleQuantization"],
  groupTraining: [
    "schedule",
    "warmupRatio",
    "minLearningRateRatio",
    "maxSteps",
    "weightDecay",
    "clipNorm",
    "tokenDropout",
    "completionOnly",
  ],
  groupBatch: ["gradientAccumulation", "packing", "checkpointing", "optimizer"],
  groupSaving: ["saveEverySteps", "evaluateEverySteps", "earlyStoppingPatience", "keepCheckpoints"],
  groupExact: ["seed", "beta1", "beta2", "epsilon"],
} as const satisfies Record<string, readonly ConfigFieldName[]>;

/** Presets first, what matters most below, the rest folded. */
export function MethodStep(props: Props) {
  const { config, faulty, facts, preset, truncate, onPreset, onField } = props;
  const t = useText(text);
  const fields = (names: readonly ConfigFieldName[]) => (
    <Box sx={GRID}>
      {names.map((field) => (
        <ConfigField
          key={field}
          field={field}
          config={config}
          faulty={faulty.has(field)}
          onChange={(value) => onField(field, value)}
        />
      ))}
    </Box>
  );
  const groups = Object.entries(ADVANCED) as [keyof typeof ADVANCED, readonly ConfigFieldName[]][];
  return (
    <Stack spacing={2}>
      {facts !== null && (
        <SectionCard title={t("preset")}>
          <Typography color="textSecondary" sx={{ mb: 1.5 }}>
            {t("presetWhy")}
          </Typography>
          <PresetCards facts={facts} chosen={preset} onChoose={onPreset} />
        </SectionCard>
      )}
      <SectionCard title={t("groupMain")}>
        {fields(MAIN)}
        {facts !== null && (
          <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
            {t(
              facts.longestExample > config.contextLength && !truncate ? "longestCut" : "longest",
              {
                longest: formatCount(facts.longestExample),
                context: formatCount(config.contextLength),
              },
            )}
          </Typography>
        )}
      </SectionCard>
      <Box>
        {groups.map(([group, names]) => (
          <Accordion
            key={group}
            variant="outlined"
            disableGutters
            slotProps={{ heading: { component: "h3" }, transition: { unmountOnExit: true } }}
            {...(names.some((name) => faulty.has(name)) ? { expanded: true } : {})}
          >
            <AccordionSummary
              id={`advanced-${group}`}
              aria-controls={`advanced-${group}-content`}
              expandIcon={<ExpandIcon />}
            >
              <Typography component="span" sx={{ fontWeight: 560 }}>
                {t("advanced")}: {t(group)}
              </Typography>
            </AccordionSummary>
            <AccordionDetails>{fields(names)}</AccordionDetails>
          </Accordion>
        ))}
      </Box>
    </Stack>
  );
}

const GRID = {
  display: "grid",
  gridTemplateColumns: "repeat(auto-fill, minmax(260px, 1fr))",
  gap: 2,
  alignItems: "start",
} as const;

import Box from "@mui/material/Box";
import type { MemoryPlan } from "../../../electron/shared/domain/memory-plan.ts";
import { useText } from "../../app/text/text.ts";
import { formatBytes } from "../format.ts";
import { PART_FILL, type PlanPart, partsOf } from "./parts.ts";
import { text } from "./text.ts";
import type { PlanAnswer } from "./use-plan.ts";

interface Props {
  readonly name: string;
  readonly outcome: PlanAnswer;
  /** Bytes the full width stands for; the same for bars that are compared. */
  readonly scaleBytes: number;
  /** Memory of the device; what is not usable of it is hatched. */
  readonly capacityBytes: number;
}

const HEIGHT = 34;

/** The parts of a plan along the memory of a device, with a mark where the usable part ends. */
export function PlanBar({ name, outcome, scaleBytes, capacityBytes }: Props) {
  const t = useText(text);
  const { plan, availableBytes, verdict } = outcome;
  const percent = (bytes: number) => `${Math.min(100, (bytes / scaleBytes) * 100)}%`;
  const label = t("barLabel", {
    name,
    needed: formatBytes(plan.totalBytes),
    usable: formatBytes(availableBytes),
    capacity: formatBytes(capacityBytes),
    verdict: t(verdict),
  });
  return (
    <Box role="img" aria-label={label} sx={{ position: "relative", height: HEIGHT }}>
      <Box sx={{ ...trackSx, width: percent(capacityBytes) }} />
      <Box
        sx={{ ...reservedSx, left: percent(availableBytes) }}
        style={{ width: percent(Math.max(0, capacityBytes - availableBytes)) }}
      />
      <Box
        sx={{
          position: "absolute",
          insetBlock: 4,
          left: 0,
          display: "flex",
          minWidth: 4,
          width: percent(plan.totalBytes),
        }}
      >
        <Segments plan={plan} widthShare={plan.totalBytes / scaleBytes} />
      </Box>
      {plan.totalBytes > availableBytes && (
        <Box
          sx={{ ...excessSx, left: percent(availableBytes) }}
          style={{ width: percent(plan.totalBytes - availableBytes) }}
        />
      )}
      <Box sx={{ ...limitSx, left: percent(availableBytes) }} />
    </Box>
  );
}

/** The parts alone over the full width: how they stand to each other. */
export function PartsBar({ plan }: { plan: MemoryPlan }) {
  return (
    <Box aria-hidden sx={{ display: "flex", height: 26, mb: 1.5 }}>
      <Segments plan={plan} widthShare={1} />
    </Box>
  );
}

/** A letter needs room: a narrow part goes without, the table has them all. */
const LETTER_SHARE = 0.03;

function Segments({ plan, widthShare }: { plan: MemoryPlan; widthShare: number }) {
  return partsOf(plan).map((part) => (
    <Segment key={part.component} part={part} lettered={part.share * widthShare > LETTER_SHARE} />
  ));
}

function Segment({ part, lettered }: { part: PlanPart; lettered: boolean }) {
  const [light, dark] = PART_FILL[part.component];
  return (
    <Box
      sx={[
        segmentSx,
        { bgcolor: light, color: "#fff" },
        (theme) => theme.applyStyles("dark", { bgcolor: dark, color: "#10151b" }),
      ]}
      style={{ flexGrow: part.share }}
    >
      {lettered ? part.letter : ""}
    </Box>
  );
}

const trackSx = {
  position: "absolute",
  insetBlock: 0,
  left: 0,
  border: 1,
  borderColor: "divider",
  borderRadius: 0.75,
  bgcolor: "action.hover",
} as const;

const reservedSx = {
  position: "absolute",
  insetBlock: 1,
  opacity: 0.5,
  backgroundImage: "repeating-linear-gradient(45deg, currentColor 0 1px, transparent 1px 7px)",
  color: "text.secondary",
} as const;

/** What does not fit, over the parts that overflow. */
const excessSx = {
  position: "absolute",
  insetBlock: 4,
  color: "background.paper",
  opacity: 0.45,
  backgroundImage: "repeating-linear-gradient(135deg, currentColor 0 4px, transparent 4px 10px)",
} as const;

const limitSx = {
  position: "absolute",
  insetBlock: -4,
  width: 2,
  ml: "-1px",
  bgcolor: "text.primary",
} as const;

const segmentSx = {
  flexBasis: 0,
  minWidth: 0,
  overflow: "hidden",
  display: "grid",
  placeItems: "center",
  fontSize: 12,
  fontWeight: 620,
  "& + &": { borderLeft: "1px solid", borderColor: "background.paper" },
} as const;

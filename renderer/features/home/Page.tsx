import Box from "@mui/material/Box";
import { useText } from "../../app/text/text.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { FirstSteps } from "./parts/FirstSteps.tsx";
import { Machine } from "./parts/Machine.tsx";
import { RecentRuns } from "./parts/RecentRuns.tsx";
import { SampleCard } from "./parts/SampleCard.tsx";
import { Storage } from "./parts/Storage.tsx";
import { text } from "./text.ts";
import { useSample } from "./use-sample.ts";

export default function Page() {
  const t = useText(text);
  const sample = useSample();
  return (
    <Box sx={{ maxWidth: 1360 }}>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Box sx={gridSx}>
        <Box sx={columnSx}>
          <SampleCard sample={sample} />
          <RecentRuns />
        </Box>
        <Box sx={columnSx}>
          <FirstSteps sampleDone={sample.latest.data != null} />
          <Machine />
          <Storage />
        </Box>
      </Box>
    </Box>
  );
}

const gridSx = {
  display: "grid",
  gap: 2.5,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1.7fr) minmax(320px, 1fr)" },
  alignItems: "start",
} as const;
const columnSx = { display: "grid", gap: 2.5, minWidth: 0 } as const;

import DoneIcon from "@mui/icons-material/CheckCircle";
import OpenIcon from "@mui/icons-material/RadioButtonUnchecked";
import Box from "@mui/material/Box";
import MuiLink from "@mui/material/Link";
import { Link } from "wouter";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

/** The name the bundled sample is imported under. */
const SAMPLE = "radiology-orders";

/** What a new person does, in order; gone when all of it is done. */
export function FirstSteps({ sampleDone }: { sampleDone: boolean }) {
  const t = useText(text);
  const datasets = useApiQuery(api.datasets.list, {});
  const runs = useApiQuery(api.runs.overview, {});
  const conversations = useApiQuery(api.conversations.list, { limit: 1 });
  if (!datasets.isSuccess || !runs.isSuccess || !conversations.isSuccess) return null;
  const own = datasets.data.some(({ name }) => name !== SAMPLE);
  const trained = runs.data.some(({ datasetName, step }) => datasetName !== SAMPLE && step > 0);
  const steps = [
    { key: "stepSample", done: sampleDone, href: "/" },
    { key: "stepChat", done: conversations.data.total > 0, href: "/chat" },
    { key: "stepImport", done: own, href: "/datasets" },
    { key: "stepTrain", done: trained, href: "/runs/new" },
  ] as const;
  if (steps.every(({ done }) => done)) return null;
  return (
    <SectionCard title={t("stepsTitle")}>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none", display: "grid", gap: 1 }}>
        {steps.map(({ key, done, href }) => (
          <Box component="li" key={key} sx={{ display: "flex", gap: 1, alignItems: "center" }}>
            {done ? (
              <DoneIcon fontSize="small" color="success" titleAccess={t("stepDone")} />
            ) : (
              <OpenIcon fontSize="small" color="action" titleAccess={t("stepOpen")} />
            )}
            {href === "/" ? (
              <span>{t(key)}</span>
            ) : (
              <MuiLink component={Link} href={href}>
                {t(key)}
              </MuiLink>
            )}
          </Box>
        ))}
      </Box>
    </SectionCard>
  );
}

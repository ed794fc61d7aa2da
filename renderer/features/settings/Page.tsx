import Box from "@mui/material/Box";
import Tab from "@mui/material/Tab";
import Tabs from "@mui/material/Tabs";
import type { ComponentType } from "react";
import { useLocation, useSearch } from "wouter";
import { useText } from "../../app/text/text.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { About } from "./parts/About.tsx";
import { AuditLog } from "./parts/AuditLog.tsx";
import { Computing } from "./parts/Computing.tsx";
import { General } from "./parts/General.tsx";
import { Key } from "./parts/Key.tsx";
import { Keyboard } from "./parts/Keyboard.tsx";
import { Storage } from "./parts/Storage.tsx";
import { text } from "./text.ts";

const PARTS = {
  general: General,
  computing: Computing,
  storage: Storage,
  key: Key,
  keyboard: Keyboard,
  audit: AuditLog,
  about: About,
} as const satisfies Record<string, ComponentType>;
type Part = keyof typeof PARTS;

const NAMES = Object.keys(PARTS) as Part[];

export default function Page() {
  const t = useText(text);
  const [, go] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get("part");
  const part = NAMES.find((name) => name === wanted) ?? "general";
  const Shown = PARTS[part];
  return (
    <Box sx={{ maxWidth: 1000 }}>
      <PageHeader title={t("title")} />
      <Tabs
        value={part}
        onChange={(_, next: Part) => go(`/settings?part=${next}`, { replace: true })}
        variant="scrollable"
        scrollButtons="auto"
        aria-label={t("parts")}
        sx={{ mb: 2.5, borderBottom: 1, borderColor: "divider" }}
      >
        {NAMES.map((name) => (
          <Tab
            key={name}
            value={name}
            id={`settings-tab-${name}`}
            aria-controls="settings-part"
            label={t(name)}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id="settings-part" aria-labelledby={`settings-tab-${part}`}>
        <Shown />
      </Box>
    </Box>
  );
}

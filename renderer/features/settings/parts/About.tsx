import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { api } from "../../../api/client.ts";
import { useApiQuery } from "../../../api/hooks.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { PageLoading } from "../../../components/PageLoading.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { VirtualTable } from "../../../components/VirtualTable.tsx";
import { text } from "../text.ts";

export function About() {
  const t = useText(text);
  const about = useApiQuery(api.settings.about, {});
  if (about.isError) return <ErrorAlert error={about.error} />;
  if (!about.isSuccess) return <PageLoading />;
  const { version, licence, electron, chrome, node, packages, notice } = about.data;
  return (
    <Stack spacing={2.5}>
      <SectionCard title={t("version", { version })}>
        <Box sx={{ display: "grid", gap: 1 }}>
          <Typography sx={{ fontWeight: 560 }}>{t("privacy")}</Typography>
          <Typography>{t("review")}</Typography>
          <Typography color="textSecondary">
            {t("licence")}: {licence}. {t("runtimes", { electron, chrome, node })}.
          </Typography>
        </Box>
      </SectionCard>
      <SectionCard title={t("packages")}>
        <VirtualTable
          label={t("packages")}
          height={320}
          rows={packages}
          rowKey={(one) => one.name}
          columns={[
            {
              key: "name",
              title: t("packageName"),
              width: "minmax(200px, 1fr)",
              cell: (p) => p.name,
            },
            { key: "version", title: t("packageVersion"), width: "120px", cell: (p) => p.version },
            { key: "licence", title: t("licence"), width: "160px", cell: (p) => p.licence },
          ]}
        />
      </SectionCard>
      {notice !== "" && (
        <SectionCard title={t("notices")}>
          <Box
            component="pre"
            tabIndex={0}
            sx={{
              m: 0,
              maxHeight: 320,
              overflow: "auto",
              whiteSpace: "pre-wrap",
              fontSize: "0.82rem",
            }}
          >
            {notice}
          </Box>
        </SectionCard>
      )}
    </Stack>
  );
}

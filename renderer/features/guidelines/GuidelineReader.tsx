import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { Link } from "wouter";
import type { GuidelineView } from "../../../electron/shared/contract/guidelines.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";
import { useNotice } from "../../app/notices/notices.tsx";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { ConditionPanel } from "./ConditionPanel.tsx";
import { ContentsTree } from "./ContentsTree.tsx";
import type { Look } from "./look.ts";
import { PagePanel } from "./PagePanel.tsx";
import { text } from "./text.ts";

/** The contents on the left, the page in the middle, what was read of it on the right. */
export function GuidelineReader({ reference }: { reference: string }) {
  const t = useText(text);
  const view = useApiQuery(api.guidelines.get, { guideline: reference });
  if (view.isPending) return <PageLoading />;
  if (view.error !== null) {
    const back = (
      <Button component={Link} href="/datasets/guidelines" color="inherit" size="small">
        {t("back")}
      </Button>
    );
    return <ErrorAlert error={view.error} action={back} />;
  }
  return <Reader view={view.data} />;
}

/** The page stays in view while its text is scrolled. */
const STAYS = { position: { lg: "sticky" }, top: 0, maxHeight: { lg: "100vh" }, overflowY: "auto" };

function Reader({ view }: { view: GuidelineView }) {
  const [first] = view.conditions;
  const [look, setLook] = useState<Look>({
    number: first?.number ?? null,
    page: first?.firstPage ?? 1,
    field: null,
  });
  const { id } = view.summary;
  const condition = useApiQuery(
    api.guidelines.condition,
    { guideline: id, number: look.number ?? "" },
    { enabled: look.number !== null && view.conditions.some((c) => c.number === look.number) },
  );
  const choose = (number: string, page: number | null) =>
    setLook({ number, page: page ?? look.page, field: null });
  return (
    <Box sx={{ maxWidth: 1900 }}>
      <Header view={view} />
      <Box
        sx={{
          display: "grid",
          gap: 2,
          alignItems: "start",
          gridTemplateColumns: {
            xs: "1fr",
            lg: "minmax(240px, 300px) minmax(340px, 1fr) minmax(340px, 1fr)",
          },
        }}
      >
        <Box sx={STAYS}>
          <ContentsTree view={view} chosen={look.number} onChoose={choose} />
        </Box>
        <Box sx={STAYS}>
          <PagePanel
            guideline={id}
            pages={view.pages}
            look={look}
            condition={condition.data ?? null}
            onPage={(page) => setLook({ ...look, page })}
            onField={(field) => setLook({ ...look, field })}
          />
        </Box>
        <ConditionPanel
          view={view}
          look={look}
          condition={condition.data ?? null}
          error={condition.error}
          onField={(field, page) => setLook({ ...look, field, page })}
        />
      </Box>
    </Box>
  );
}

function Header({ view: { summary } }: { view: GuidelineView }) {
  const t = useText(text);
  const notice = useNotice();
  const rebuild = useApiCommand(api.guidelines.rebuild, {
    invalidates: ["guidelines", "datasets"],
    onSuccess: ({ version: { name, version, rows, rejects } }) =>
      notice.show({ severity: "success", text: t("rebuilt", { name, version, rows, rejects }) }),
    onError: notice.failed,
  });
  return (
    <PageHeader
      title={summary.title}
      lead={
        <>
          {t("coverageLine", { ...summary.coverage })}
          {summary.ocrPages > 0 && (
            <Typography component="span"> {t("ocrPages", { count: summary.ocrPages })}</Typography>
          )}
        </>
      }
      actions={
        <>
          <Button component={Link} href="/datasets/guidelines">
            {t("back")}
          </Button>
          <Button component={Link} href={`/datasets/${summary.datasetHash}`}>
            {t("dataset")}
          </Button>
          <Button
            variant="contained"
            disabled={rebuild.isPending}
            onClick={() => rebuild.mutate({ guideline: summary.id })}
          >
            {rebuild.isPending ? t("rebuilding") : t("rebuild")}
          </Button>
        </>
      }
    />
  );
}

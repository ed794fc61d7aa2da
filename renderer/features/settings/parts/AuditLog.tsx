import VerifyIcon from "@mui/icons-material/FactCheckOutlined";
import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AuditEntry, AuditReport } from "../../../../electron/shared/domain/audit.ts";
import type { AppError } from "../../../../electron/shared/errors.ts";
import { api } from "../../../api/client.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatCount, formatDate, shortHash } from "../../../components/format.ts";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { VirtualTable } from "../../../components/VirtualTable.tsx";
import { text } from "../text.ts";

const PAGE = 200;

/** Who did what, newest first, and whether the chain holds. */
export function AuditLog() {
  const t = useText(text);
  const pages = useInfiniteQuery<
    AuditEntry[],
    AppError,
    { pages: AuditEntry[][] },
    string[],
    number | null
  >({
    queryKey: ["audit", "list", "pages"],
    initialPageParam: null,
    queryFn: ({ pageParam }) =>
      api.audit.list({ limit: PAGE, ...(pageParam === null ? {} : { beforeSeq: pageParam }) }),
    getNextPageParam: (last) => (last.length < PAGE ? null : (last.at(-1)?.seq ?? null)),
    staleTime: 0,
  });
  const entries = pages.data?.pages.flat() ?? [];
  return (
    <SectionCard title={t("audit")} actions={<Verify />}>
      <Typography color="textSecondary" sx={{ mb: 2, maxWidth: 800 }}>
        {t("auditWhy")}
      </Typography>
      {pages.isError && <ErrorAlert error={pages.error} />}
      {pages.isSuccess && entries.length === 0 && <Typography>{t("auditNone")}</Typography>}
      {entries.length > 0 && <Entries entries={entries} />}
      {pages.hasNextPage && (
        <Box sx={{ mt: 1 }}>
          <Button disabled={pages.isFetching} onClick={() => void pages.fetchNextPage()}>
            {t("older")}
          </Button>
        </Box>
      )}
    </SectionCard>
  );
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useText(text);
  return (
    <VirtualTable
      label={t("audit")}
      rows={entries}
      rowKey={(entry) => String(entry.seq)}
      columns={[
        {
          key: "seq",
          title: t("entry"),
          width: "64px",
          align: "right",
          cell: (e) => formatCount(e.seq),
        },
        { key: "at", title: t("time"), width: "190px", cell: (e) => formatDate(e.at) },
        { key: "actor", title: t("who"), width: "120px", cell: (e) => e.actor },
        { key: "action", title: t("action"), width: "190px", cell: (e) => <code>{e.action}</code> },
        { key: "objects", title: t("objects"), width: "minmax(200px, 1fr)", cell: about },
      ]}
    />
  );
}

function about({ objects }: AuditEntry): string {
  return objects
    .map(
      ({ kind, id, sha256 }) => `${kind} ${id}${sha256 === null ? "" : ` (${shortHash(sha256)})`}`,
    )
    .join(", ");
}

function Verify() {
  const t = useText(text);
  const [report, setReport] = useState<AuditReport | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    setError(null);
    await api.audit.verify({}).then(setReport, setError);
    setBusy(false);
  };
  return (
    <Box sx={{ display: "flex", alignItems: "center", gap: 1.5 }}>
      <Box role="status">
        {error !== null && <ErrorAlert error={error} />}
        {report?.ok === true && (
          <Alert severity="success" sx={{ py: 0 }}>
            {t("verified", { count: report.entries, hash: shortHash(report.headHash) })}
          </Alert>
        )}
        {report?.ok === false && (
          <Alert severity="error">
            <AlertTitle>{t("broken", { problem: report.problem })}</AlertTitle>
            {t("brokenHint")}
          </Alert>
        )}
      </Box>
      <Button
        variant="contained"
        startIcon={<VerifyIcon />}
        disabled={busy}
        onClick={() => void verify()}
      >
        {t(busy ? "verifying" : "verify")}
      </Button>
    </Box>
  );
}

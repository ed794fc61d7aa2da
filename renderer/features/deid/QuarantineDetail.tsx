import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";
import { Link } from "wouter";
import type { Quarantine } from "../../../electron/shared/domain/deid/quarantine.ts";
import { api } from "../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { formatDate } from "../../components/format.ts";
import { PageHeader } from "../../components/PageHeader.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { RunningTask } from "../../components/RunningTask.tsx";
import { ConfirmButton } from "./parts/ConfirmButton.tsx";
import { CountsCard } from "./parts/CountsCard.tsx";
import { FiguresCard } from "./parts/FiguresCard.tsx";
import { SearchAgain } from "./parts/SearchAgain.tsx";
import { Review } from "./review/Review.tsx";
import { text } from "./text.ts";

/** One shut version: search it, look at what was found, confirm it. */
export function QuarantineDetail({ dataset }: { dataset: string }) {
  const found = useApiQuery(api.deid.get, { dataset });
  if (found.isPending) return <PageLoading />;
  if (found.error !== null) return <ErrorAlert error={found.error} />;
  return <Detail quarantine={found.data} />;
}

function Detail({ quarantine }: { quarantine: Quarantine }) {
  const t = useText(text);
  const { version, searchedAt, confirmedAt, confirmedBy, resultHash } = quarantine;
  const search = useApiCommand(api.deid.search, { invalidates: ["deid"] });
  const open = confirmedAt === null;
  const run = (again: boolean) => search.mutate({ dataset: version.hash, again });
  return (
    <Stack spacing={2} sx={{ maxWidth: 1560 }}>
      <PageHeader
        title={`${version.name}, v${version.version}`}
        lead={t("lead")}
        actions={
          <>
            <Button component={Link} href="/deidentify">
              {t("back")}
            </Button>
            {open && searchedAt !== null && (
              <>
                <SearchAgain quarantine={quarantine} disabled={search.isPending} onSearch={run} />
                <ConfirmButton quarantine={quarantine} />
              </>
            )}
          </>
        }
      />
      {search.error !== null && <ErrorAlert error={search.error} />}
      {search.isPending && <RunningTask entry="deid.search" label={t("searching")} />}
      {!open && (
        <Alert
          severity="success"
          action={
            <Button color="inherit" component={Link} href={`/datasets/${resultHash}`}>
              {t("openResult")}
            </Button>
          }
        >
          <AlertTitle>
            {t("state_confirmed", { date: formatDate(confirmedAt), by: confirmedBy ?? "" })}
          </AlertTitle>
          {t("confirmedWhy")}
        </Alert>
      )}
      {searchedAt === null && !search.isPending && (
        <EmptyState
          title={t("notSearched")}
          hint={t("notSearchedWhy")}
          action={t("search")}
          onAction={() => run(false)}
        />
      )}
      {searchedAt !== null && !search.isPending && (
        <>
          {open && <Review key={searchedAt} quarantine={quarantine} />}
          <Box
            sx={{
              display: "grid",
              gap: 2,
              gridTemplateColumns: { xs: "1fr", lg: "1fr 1fr" },
              alignItems: "start",
            }}
          >
            <CountsCard counts={quarantine.counts} />
            <FiguresCard />
          </Box>
        </>
      )}
    </Stack>
  );
}

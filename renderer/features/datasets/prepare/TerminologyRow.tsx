import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { ChosenFile } from "../../../../electron/shared/contract/files.ts";
import type { Terminology } from "../../../../electron/shared/domain/terminology.ts";
import { AppError } from "../../../../electron/shared/errors.ts";
import { api } from "../../../api/client.ts";
import { useApiCommand, useApiQuery } from "../../../api/hooks.ts";
import { useNotice } from "../../../app/notices/notices.tsx";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { formatDate } from "../../../components/format.ts";
import { RunningTask } from "../../../components/RunningTask.tsx";
import { nameOfFile } from "../import/mapping.ts";
import { ActionRow } from "./ActionRow.tsx";
import { text } from "./text.ts";

/** The terminologies of the store, and the way in for those a person has a licence for. */
export function TerminologyRow() {
  const t = useText(text);
  const notice = useNotice();
  const all = useApiQuery(api.terminology.list, {});
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const done = {
    invalidates: ["terminology"],
    onSuccess: ({ name, entries }: Terminology) =>
      notice.show({ severity: "success", text: t("termsDone", { name, count: entries }) }),
  };
  const umls = useApiCommand(api.terminology.importUmls, done);
  const codes = useApiCommand(api.terminology.importCodes, done);
  const remove = useApiCommand(api.terminology.remove, { invalidates: ["terminology"] });
  const chooseUmls = useApiCommand(api.files.choose, {
    onSuccess: (files) => {
      if (files.length === 0) return;
      const request = umlsRequest(files);
      setRefusal(request === null ? new AppError("INVALID_INPUT", t("umlsNeeds")) : null);
      if (request !== null) umls.mutate(request);
    },
  });
  const chooseCodes = useApiCommand(api.files.choose, {
    onSuccess: ([file]) => {
      if (file !== undefined) codes.mutate({ file: file.handle, name: nameOfFile(file.name) });
    },
  });
  const choose = { purpose: "terminology-file" } as const;
  const busy = umls.isPending || codes.isPending;
  const failed = [umls, codes, remove, chooseUmls, chooseCodes].find((one) => one.error !== null);
  const error = refusal ?? failed?.error ?? null;
  return (
    <ActionRow
      title={t("terminology")}
      about={`${t("terminologyAbout")} ${t("umlsHint")}`}
      actions={
        <>
          <Button variant="outlined" disabled={busy} onClick={() => chooseUmls.mutate(choose)}>
            {t("importUmls")}
          </Button>
          <Button variant="outlined" disabled={busy} onClick={() => chooseCodes.mutate(choose)}>
            {t("importCodes")}
          </Button>
        </>
      }
    >
      {all.data?.length === 0 && <Typography variant="body2">{t("terminologyNone")}</Typography>}
      {all.data?.map(({ kind, name, entries, createdAt }) => (
        <Typography key={kind} variant="body2">
          {t("terminologyFacts", { name, count: entries, when: formatDate(createdAt) })}{" "}
          <Button size="small" onClick={() => remove.mutate({ kind })}>
            {t("removeTerms", { name })}
          </Button>
        </Typography>
      ))}
      {umls.isPending && <RunningTask entry="terminology.importUmls" label={t("importingTerms")} />}
      {codes.isPending && (
        <RunningTask entry="terminology.importCodes" label={t("importingTerms")} />
      )}
      {error !== null && <ErrorAlert error={error} />}
    </ActionRow>
  );
}

/** Null: MRCONSO is not among the files. */
function umlsRequest(files: readonly ChosenFile[]) {
  const named = (part: string) => files.find(({ name }) => name.toLowerCase().startsWith(part));
  const mrconso = named("mrconso");
  const mrsty = named("mrsty");
  if (mrconso === undefined) return null;
  const types = mrsty === undefined ? {} : { mrsty: mrsty.handle };
  return { mrconso: mrconso.handle, ...types, name: "UMLS" };
}

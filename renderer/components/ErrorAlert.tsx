import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Button from "@mui/material/Button";
import { type ReactNode, useState } from "react";
import type { AppError } from "../../electron/shared/errors.ts";
import { useText } from "../app/text/text.ts";
import { text } from "./text.ts";

interface Props {
  readonly error: AppError | Error;
  /** What the person can do about it right here. */
  readonly action?: ReactNode;
}

/** What happened, what to do, and the particulars for whoever helps. No note text is in them. */
export function ErrorAlert({ error, action }: Props) {
  const t = useText(text);
  const [copied, setCopied] = useState(false);
  const hint = "hint" in error ? error.hint : "";
  const copy = async () => {
    const known = "toWire" in error ? error.toWire() : { code: "INTERNAL", message: error.message };
    await navigator.clipboard.writeText(JSON.stringify(known, null, 2));
    setCopied(true);
  };
  return (
    <Alert
      severity="error"
      action={
        <>
          {action}
          <Button color="inherit" size="small" onClick={() => void copy()}>
            {copied ? t("copied") : t("copyDetails")}
          </Button>
        </>
      }
    >
      <AlertTitle>{error.message}</AlertTitle>
      {hint}
    </Alert>
  );
}

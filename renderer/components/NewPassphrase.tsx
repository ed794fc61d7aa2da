import Box from "@mui/material/Box";
import { useState } from "react";
import { MIN_PASSPHRASE } from "../../electron/shared/contract/session.ts";
import { useText } from "../app/text/text.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import { text } from "./text.ts";

interface Props {
  /** The passphrase when it is long enough and typed twice alike, else null. */
  readonly onChange: (passphrase: string | null) => void;
}

/** A new passphrase, typed twice. */
export function NewPassphrase({ onChange }: Props) {
  const t = useText(text);
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const tell = (one: string, two: string) =>
    onChange(one === two && one.normalize("NFKC").length >= MIN_PASSPHRASE ? one : null);
  const short = first !== "" && first.length < MIN_PASSPHRASE;
  const unlike = second !== "" && second !== first;
  return (
    <Box sx={{ display: "grid", gap: 1.5 }}>
      <PassphraseField
        label={t("newPassphrase")}
        value={first}
        error={short}
        help={t("passphraseLength", { length: MIN_PASSPHRASE })}
        onChange={(value) => {
          setFirst(value);
          tell(value, second);
        }}
      />
      <PassphraseField
        label={t("passphraseAgain")}
        value={second}
        error={unlike}
        help={unlike ? t("passphrasesDiffer") : undefined}
        onChange={(value) => {
          setSecond(value);
          tell(first, value);
        }}
      />
    </Box>
  );
}

import FingerprintIcon from "@mui/icons-material/Fingerprint";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Popover from "@mui/material/Popover";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useText } from "../../../app/text/text.ts";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { shortHash } from "../../../components/format.ts";
import { text } from "../text.ts";

export interface Weights {
  readonly baseHash: string;
  readonly adapterHash: string | null;
  readonly checkpointStep: number | null;
}

/** The hash of what answered: short on its face, whole and explained behind it. */
export function WeightsBadge({ baseHash, adapterHash, checkpointStep }: Weights) {
  const t = useText(text);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const adapter =
    adapterHash === null ? t("noAdapter") : t("adapter", { hash: shortHash(adapterHash) });
  return (
    <>
      <Button
        size="small"
        variant="text"
        color="inherit"
        startIcon={<FingerprintIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="dialog"
        sx={badgeSx}
      >
        {t("weights", { hash: shortHash(baseHash) })} · {adapter}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
        slotProps={{ paper: { role: "dialog", "aria-label": t("weightsTitle") } }}
      >
        <Box sx={{ p: 2, maxWidth: 440, display: "grid", gap: 1.5 }}>
          <Typography variant="h3">{t("weightsTitle")}</Typography>
          <Hash label={t("weightsBase")} hash={baseHash} />
          {adapterHash === null ? (
            <Typography variant="body2">{t("weightsNone")}</Typography>
          ) : (
            <Hash label={t("weightsAdapter", { step: checkpointStep ?? "?" })} hash={adapterHash} />
          )}
          <Typography variant="body2" color="textSecondary">
            {t("weightsWhy")}
          </Typography>
        </Box>
      </Popover>
    </>
  );
}

function Hash({ label, hash }: { label: string; hash: string }) {
  const t = useText(text);
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 560 }}>
        {label}
      </Typography>
      <Box sx={{ display: "flex", alignItems: "center", gap: 0.5 }}>
        <Box component="code" sx={{ overflowWrap: "anywhere", fontSize: "0.8rem" }}>
          {hash}
        </Box>
        <CopyButton value={hash} label={t("copyHash")} />
      </Box>
    </Box>
  );
}

const badgeSx = {
  px: 0.75,
  py: 0,
  minWidth: 0,
  fontSize: "0.78rem",
  fontWeight: 450,
  color: "text.secondary",
  fontVariantNumeric: "tabular-nums",
  "& .MuiButton-startIcon": { mr: 0.5, ml: 0 },
} as const;

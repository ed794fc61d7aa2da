import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type {
  GateExample,
  ShownExample,
} from "../../../electron/shared/domain/quality/gate-report.ts";
import { useText } from "../../app/text/text.ts";
import { formatFigure } from "../format.ts";
import { text } from "./text.ts";

/** The worst pairs of one kind side by side, each with its part and label. */
export function WorstRows({ examples }: { examples: readonly ShownExample[] }) {
  const t = useText(text);
  const kinds = [...new Set(examples.map(({ kind }) => kind))];
  const [chosen, setChosen] = useState<GateExample["kind"] | null>(null);
  const kind = chosen !== null && kinds.includes(chosen) ? chosen : kinds[0];
  if (kind === undefined) return <Typography color="textSecondary">{t("noExamples")}</Typography>;
  return (
    <Stack spacing={1.5}>
      <TextField
        select
        size="small"
        label={t("worst")}
        value={kind}
        sx={{ maxWidth: 340 }}
        onChange={(event) => setChosen(event.target.value as GateExample["kind"])}
      >
        {kinds.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`kind_${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <Box
        component="ul"
        tabIndex={0}
        aria-label={t("worstOf", { what: t(`kind_${kind}`) })}
        sx={{ m: 0, p: 0, listStyle: "none", maxHeight: 420, overflow: "auto" }}
      >
        {examples
          .filter((one) => one.kind === kind)
          .map((one) => (
            <Pair key={`${one.a} ${one.b}`} example={one} />
          ))}
      </Box>
    </Stack>
  );
}

function Pair({ example }: { example: ShownExample }) {
  const t = useText(text);
  const { texts, labels, parts, similarity, b } = example;
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: "divider" }}>
      {b !== null && (
        <Typography variant="body2" color="textSecondary">
          {t("similarity", { value: formatFigure(similarity, 2) })}
        </Typography>
      )}
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: `repeat(${texts.length}, 1fr)` }}>
        {texts.map((shown, i) => (
          <Box key={`${i === 0 ? example.a : b}`} sx={{ minWidth: 0 }}>
            <Typography variant="body2" sx={{ fontWeight: 560 }}>
              {[t(`part-${parts[i] ?? "none"}`), labels[i]]
                .filter((one) => one != null)
                .join(" · ")}
            </Typography>
            <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
              {shown}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

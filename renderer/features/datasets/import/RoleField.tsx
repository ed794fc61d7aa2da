import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";
import Typography from "@mui/material/Typography";
import { useId } from "react";
import type { ColumnRole } from "../../../../electron/shared/domain/dataset.ts";
import type { DatasetPreview } from "../../../../electron/shared/domain/dataset-preview.ts";
import { useText } from "../../../app/text/text.ts";
import { HelpTip } from "../../../components/HelpTip.tsx";
import { text } from "../text.ts";

interface Props {
  readonly role: ColumnRole;
  readonly preview: DatasetPreview;
  readonly onRole: (role: ColumnRole, column: string | null) => void;
}

/** One role and its column. Below it, why this column, and what is in it. */
export function RoleField({ role, preview, onRole }: Props) {
  const t = useText(text);
  const id = useId();
  const chosen = preview.mapping[role];
  const column = preview.columns.find((one) => one.name === chosen && one.unusable === null);
  const source = preview.sources[role];
  const facts = column && t(column.distinct >= 1000 ? "columnFactsMany" : "columnFacts", column);
  return (
    <Box
      sx={{
        display: "grid",
        columnGap: 1.5,
        alignItems: "center",
        gridTemplateColumns: "112px minmax(0, 1fr)",
      }}
    >
      <Box sx={{ display: "flex", alignItems: "center", gap: 0.5 }}>
        <Typography id={id} sx={{ fontWeight: 620 }}>
          {t(`role_${role}`)}
        </Typography>
        <HelpTip text={t(`about_${role}`)} />
      </Box>
      {preview.fixed ? (
        <Typography>{chosen ?? t("unused")}</Typography>
      ) : (
        <Select
          fullWidth
          displayEmpty
          error={role === "text" && chosen === null}
          // A choice the file does not have shows as none; the alert above says why.
          value={column?.name ?? ""}
          SelectDisplayProps={{ "aria-labelledby": id }}
          onChange={({ target }) => onRole(role, target.value === "" ? null : target.value)}
        >
          <MenuItem value="">
            <Box component="em" sx={{ color: "text.secondary" }}>
              {role === "text" ? t("needed") : t("unused")}
            </Box>
          </MenuItem>
          {preview.columns.map((one, at) => (
            <MenuItem
              // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, places do not
              key={at}
              value={one.name}
              disabled={one.unusable !== null}
            >
              {one.unusable === null
                ? one.name
                : t(`column_${one.unusable}`, { name: one.name.slice(0, 40), at: at + 1 })}
            </MenuItem>
          ))}
        </Select>
      )}
      {column !== undefined && !preview.fixed && (
        <Typography
          variant="body2"
          color={source === "content" ? "warning" : "textSecondary"}
          sx={{ gridColumn: 2 }}
        >
          {t(`source_${source}`)} · {facts}
        </Typography>
      )}
    </Box>
  );
}

import FoundIcon from "@mui/icons-material/CheckCircleOutlined";
import CorrectedIcon from "@mui/icons-material/EditOutlined";
import DoubtIcon from "@mui/icons-material/ErrorOutlined";
import HeadingIcon from "@mui/icons-material/MoreHoriz";
import MissingIcon from "@mui/icons-material/RemoveCircleOutlined";
import Box from "@mui/material/Box";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useMemo, useState } from "react";
import type { GuidelineView } from "../../../electron/shared/contract/guidelines.ts";
import type { Coverage } from "../../../electron/shared/domain/guideline.ts";
import { useText } from "../../app/text/text.ts";
import { SectionCard } from "../../components/SectionCard.tsx";
import { type Chapter, chaptersOf, type Shown, type TreeEntry } from "./contents.ts";
import { text } from "./text.ts";

interface Props {
  readonly view: GuidelineView;
  readonly chosen: string | null;
  readonly onChoose: (number: string, page: number | null) => void;
}

const ICONS = {
  found: FoundIcon,
  doubtful: DoubtIcon,
  missing: MissingIcon,
  heading: HeadingIcon,
} as const;
const COLORS = {
  found: "success",
  doubtful: "warning",
  missing: "disabled",
  heading: "disabled",
} as const;

/** Chapters that open, each entry with its mark. */
export function ContentsTree({ view, chosen, onChoose }: Props) {
  const t = useText(text);
  const [shown, setShown] = useState<Shown>("all");
  const chapters = useMemo(() => chaptersOf(view, shown), [view, shown]);
  const [open, setOpen] = useState<string>(chosen?.split(".")[0] ?? "1");
  return (
    <SectionCard title={t("contents")}>
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        value={shown}
        aria-label={t("show")}
        onChange={(_, next: Shown | null) => next !== null && setShown(next)}
      >
        <ToggleButton value="all">{t("showAll")}</ToggleButton>
        <ToggleButton value="doubtful">{t("showDoubtful")}</ToggleButton>
        <ToggleButton value="missing">{t("showMissing")}</ToggleButton>
      </ToggleButtonGroup>
      {chapters.length === 0 && <Typography sx={{ mt: 2 }}>{t("noneOfThem")}</Typography>}
      <Box
        component="nav"
        aria-label={t("contents")}
        sx={{ maxHeight: 680, overflowY: "auto", mt: 1 }}
      >
        {chapters.map((chapter) => (
          <ChapterPart
            key={chapter.number}
            chapter={chapter}
            open={open === chapter.number || shown === "doubtful"}
            chosen={chosen}
            onOpen={() => setOpen(open === chapter.number ? "" : chapter.number)}
            onChoose={onChoose}
          />
        ))}
      </Box>
    </SectionCard>
  );
}

interface ChapterProps {
  readonly chapter: Chapter;
  readonly open: boolean;
  readonly chosen: string | null;
  readonly onOpen: () => void;
  readonly onChoose: Props["onChoose"];
}

function ChapterPart({ chapter, open, chosen, onOpen, onChoose }: ChapterProps) {
  const t = useText(text);
  const { number, title, entries } = chapter;
  return (
    <>
      <ListItemButton dense onClick={onOpen} aria-expanded={open}>
        <Typography variant="body2" sx={{ fontWeight: 620 }}>
          {number === "" ? t("unlisted") : t("chapter", { number, title })}
        </Typography>
      </ListItemButton>
      {open && (
        <List dense disablePadding>
          {entries.map((entry) => (
            <EntryButton
              key={entry.number}
              entry={entry}
              chosen={entry.number === chosen}
              onChoose={() => onChoose(entry.number, entry.filePage)}
            />
          ))}
        </List>
      )}
    </>
  );
}

function EntryButton({
  entry,
  chosen,
  onChoose,
}: {
  entry: TreeEntry;
  chosen: boolean;
  onChoose: () => void;
}) {
  const t = useText(text);
  const { number, title, page, coverage, depth, corrected } = entry;
  return (
    <ListItem disablePadding>
      <ListItemButton
        selected={chosen}
        aria-current={chosen ? "true" : undefined}
        onClick={onChoose}
        sx={{ pl: 1 + depth * 1.5, gap: 1, alignItems: "flex-start" }}
      >
        <Mark coverage={coverage} />
        <Typography variant="body2" sx={{ flex: 1, overflowWrap: "anywhere" }}>
          {number} <bdi>{title === "" ? t("untitled") : title}</bdi>
        </Typography>
        {corrected && (
          <CorrectedIcon fontSize="small" titleAccess={t("corrected")} color="primary" />
        )}
        <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: "nowrap" }}>
          {page === null ? t("noPage") : t("printedPage", { page })}
        </Typography>
      </ListItemButton>
    </ListItem>
  );
}

function Mark({ coverage }: { coverage: Coverage }) {
  const t = useText(text);
  const Icon = ICONS[coverage];
  const words = t(`mark_${coverage}`);
  return (
    <Tooltip title={words}>
      <Icon fontSize="small" color={COLORS[coverage]} titleAccess={words} />
    </Tooltip>
  );
}

import PreviousIcon from "@mui/icons-material/ChevronLeft";
import NextIcon from "@mui/icons-material/ChevronRight";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { keepPreviousData } from "@tanstack/react-query";
import type { PageSize, ShownCondition } from "../../../electron/shared/domain/guideline.ts";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { useText } from "../../app/text/text.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { SectionCard } from "../../components/SectionCard.tsx";
import type { Look } from "./look.ts";
import { text } from "./text.ts";

/** Sharp on a wide screen, some hundred kilobytes. */
const WIDTH = 1100;

/** On the page's own white, whatever the theme. */
const CHOSEN = "#00695c";
const OTHERS = "#5f6b7a";

interface Props {
  readonly guideline: string;
  readonly pages: readonly PageSize[];
  readonly look: Look;
  readonly condition: ShownCondition | null;
  readonly onPage: (page: number) => void;
  readonly onField: (field: number) => void;
}

/** The page as printed, with boxes around what was read of the condition. */
export function PagePanel({ guideline, pages, look, condition, onPage, onField }: Props) {
  const t = useText(text);
  const { page } = look;
  const size = pages[page - 1];
  const label = size?.label ?? String(page);
  const image = useApiQuery(
    api.guidelines.pageImage,
    { guideline, page, width: WIDTH },
    { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <SectionCard
      title={t("page", { label, at: page, count: pages.length })}
      actions={
        <>
          <IconButton
            aria-label={t("previousPage")}
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          >
            <PreviousIcon />
          </IconButton>
          <IconButton
            aria-label={t("nextPage")}
            disabled={page >= pages.length}
            onClick={() => onPage(page + 1)}
          >
            <NextIcon />
          </IconButton>
        </>
      }
    >
      {image.error !== null && <ErrorAlert error={image.error} />}
      {image.isPending && <PageLoading />}
      {image.data !== undefined && image.error === null && (
        <Box
          sx={{ position: "relative", opacity: image.isPlaceholderData ? 0.4 : 1 }}
          aria-busy={image.isPlaceholderData}
        >
          <Box
            component="img"
            src={`data:image/png;base64,${image.data.png}`}
            alt={t("pageImage", { label })}
            sx={{ display: "block", width: "100%", border: "1px solid", borderColor: "divider" }}
          />
          {size !== undefined && !image.isPlaceholderData && (
            <Boxes size={size} look={look} condition={condition} onField={onField} />
          )}
        </Box>
      )}
    </SectionCard>
  );
}

function Boxes({
  size,
  look,
  condition,
  onField,
}: {
  size: PageSize;
  look: Look;
  condition: ShownCondition | null;
  onField: (field: number) => void;
}) {
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return (condition?.fields ?? []).flatMap((field, index) =>
    field.boxes
      .filter(({ page }) => page === look.page)
      .map(({ x, y, width, height }) => (
        <Box
          // biome-ignore lint/suspicious/noArrayIndexKey: a field is known by its place
          key={`${index} ${x} ${y} ${width}`}
          aria-hidden
          onClick={() => onField(index)}
          sx={{
            position: "absolute",
            left: share(x - 2, size.width),
            top: share(y - 1, size.height),
            width: share(width + 4, size.width),
            height: share(height + 2, size.height),
            border: look.field === index ? "3px solid" : "1px dashed",
            borderColor: look.field === index ? CHOSEN : OTHERS,
            bgcolor: look.field === index ? `${CHOSEN}1f` : "transparent",
            cursor: "pointer",
          }}
        />
      )),
  );
}

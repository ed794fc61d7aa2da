import Button from "@mui/material/Button";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useState } from "react";
import { api } from "../api/client.ts";
import { useNotice } from "../app/notices/notices.tsx";
import { useText } from "../app/text/text.ts";
import { toCsv } from "./export-csv.ts";
import { type PictureOptions, toPng } from "./export-png.ts";
import { text } from "./text.ts";

interface Props {
  /** Of the file that is offered, without its ending. */
  readonly name: string;
  readonly picture: () => PictureOptions;
}

/** A chart as a file: where it goes, the system's dialog asks. */
export function ExportMenu({ name, picture }: Props) {
  const t = useText(text);
  const notice = useNotice();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const save = async (kind: "csv" | "png") => {
    setAnchor(null);
    try {
      const suggestedName = `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")}.${kind}`;
      const [file] = await api.files.choose({ purpose: "chart-output", suggestedName });
      if (file === undefined) return;
      const { handle } = file;
      if (kind === "csv") await api.files.writeText({ handle, text: toCsv(picture().lines) });
      else await api.files.writeBytes({ handle, base64: await toPng(picture()) });
      notice.show({ severity: "success", text: t("saved", { name: file.name }) });
    } catch (error) {
      notice.failed(error);
    }
  };
  return (
    <>
      <Button
        size="small"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t("export")}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => void save("csv")}>{t("asCsv")}</MenuItem>
        <MenuItem onClick={() => void save("png")}>{t("asPng")}</MenuItem>
      </Menu>
    </>
  );
}

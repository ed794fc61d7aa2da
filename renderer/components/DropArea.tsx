/** Files may be dropped anywhere in it; says so while one hovers. */
import UploadIcon from "@mui/icons-material/UploadFileOutlined";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import type { ChosenFile } from "../../electron/shared/contract/files.ts";
import { AppError, toAppError } from "../../electron/shared/errors.ts";
import { droppedFiles } from "../api/client.ts";

interface Props {
  /** Said while files hover: "Drop to import". */
  readonly label: string;
  readonly onFiles: (files: readonly ChosenFile[]) => void;
  readonly onError: (error: AppError) => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function DropArea({ label, onFiles, onError, disabled, children }: Props) {
  const [over, setOver] = useState(false);
  // Enter and leave come for every child that is crossed.
  const depth = useRef(0);
  const holdsFiles = (event: DragEvent) =>
    disabled !== true && event.dataTransfer.types.includes("Files");
  const enter = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    depth.current -= 1;
    if (depth.current <= 0) end();
  };
  const end = () => {
    depth.current = 0;
    setOver(false);
  };
  const drop = async (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    end();
    try {
      const files = await droppedFiles(event.dataTransfer.files);
      if (files.length > 0) onFiles(files);
    } catch (error) {
      onError(error instanceof AppError ? error : toAppError(error));
    }
  };
  return (
    <Box
      onDragEnter={enter}
      onDragOver={(event) => holdsFiles(event) && event.preventDefault()}
      onDragLeave={leave}
      onDrop={(event) => void drop(event)}
      sx={{ position: "relative", minHeight: "100%" }}
    >
      {children}
      {over && <Hovering label={label} />}
    </Box>
  );
}

function Hovering({ label }: { label: string }) {
  return (
    <Box
      role="status"
      sx={{
        position: "fixed",
        inset: "56px 8px 8px 216px",
        zIndex: "modal",
        pointerEvents: "none",
        display: "grid",
        placeItems: "center",
        border: "3px dashed",
        borderColor: "primary.main",
        borderRadius: 2,
        bgcolor: "background.default",
        opacity: 0.94,
      }}
    >
      <Box sx={{ display: "grid", justifyItems: "center", gap: 1 }}>
        <UploadIcon color="primary" sx={{ fontSize: 48 }} />
        <Typography variant="h2" component="p">
          {label}
        </Typography>
      </Box>
    </Box>
  );
}

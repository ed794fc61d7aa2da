/** Short messages at the foot of the window, one at a time, with an undo where there is one. */
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Snackbar from "@mui/material/Snackbar";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { toAppError } from "../../../electron/shared/errors.ts";
import { useText } from "../text/text.ts";
import { text } from "../text.ts";

export interface Notice {
  readonly severity: "success" | "info" | "warning" | "error";
  readonly text: string;
  /** Takes the act back; the button says "Undo". */
  readonly undo?: () => void;
}

interface Notices {
  show(notice: Notice): void;
  /** What went wrong and what to do about it, whatever was thrown. */
  failed(error: unknown): void;
}

const Context = createContext<Notices | null>(null);

/** An undo needs time to be read and reached with the keyboard. */
const SHOWN_MS = { plain: 6000, undo: 12_000 };

export function NoticeRoot({ children }: { children: ReactNode }) {
  const [queue, setQueue] = useState<readonly (Notice & { id: number })[]>([]);
  const show = useCallback(
    (notice: Notice) => setQueue((all) => [...all, { ...notice, id: (all.at(-1)?.id ?? 0) + 1 }]),
    [],
  );
  const notices = useMemo(() => {
    const failed = (error: unknown) => {
      const { message, hint } = toAppError(error);
      show({ severity: "error", text: `${message} ${hint}`.trim() });
    };
    return { show, failed };
  }, [show]);
  const t = useText(text);
  const current = queue[0];
  const next = () => setQueue((all) => all.slice(1));
  return (
    <Context.Provider value={notices}>
      {children}
      {current !== undefined && (
        <Snackbar
          key={current.id}
          open
          anchorOrigin={{ vertical: "top", horizontal: "center" }}
          sx={{ mt: 5 }}
          autoHideDuration={current.undo === undefined ? SHOWN_MS.plain : SHOWN_MS.undo}
          onClose={(_, reason) => reason !== "clickaway" && next()}
        >
          <Alert
            severity={current.severity}
            variant="outlined"
            sx={{ bgcolor: "background.paper", color: "text.primary" }}
            onClose={next}
            action={
              current.undo === undefined ? undefined : (
                <Button
                  color="inherit"
                  size="small"
                  onClick={() => {
                    current.undo?.();
                    next();
                  }}
                >
                  {t("undo")}
                </Button>
              )
            }
          >
            {current.text}
          </Alert>
        </Snackbar>
      )}
    </Context.Provider>
  );
}

export function useNotice(): Notices {
  const notices = useContext(Context);
  if (notices === null) throw new Error("useNotice needs NoticeRoot above it");
  return notices;
}

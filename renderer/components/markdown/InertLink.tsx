import Box from "@mui/material/Box";
import type { ReactNode } from "react";
import { useText } from "../../app/text/text.ts";
import { CopyButton } from "../CopyButton.tsx";
import { text } from "./text.ts";

/** The words of a link, its address in full, and a way to copy it. It opens nothing. */
export function InertLink({ address, children }: { address: string; children: ReactNode }) {
  const t = useText(text);
  return (
    <span>
      {children}{" "}
      <Box component="span" sx={{ color: "text.secondary" }}>
        ({address})
      </Box>
      <CopyButton value={address} label={t("copyAddress")} />
    </span>
  );
}

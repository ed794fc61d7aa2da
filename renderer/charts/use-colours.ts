import { useColorScheme, useTheme } from "@mui/material/styles";
import useMediaQuery from "@mui/material/useMediaQuery";
import { useMemo } from "react";

export interface ChartColours {
  readonly dark: boolean;
  readonly text: string;
  readonly grid: string;
}

/** Colours of axes and grid; and which ground the lines stand on, for a canvas knows no theme. */
export function useColours(): ChartColours {
  const { mode, systemMode } = useColorScheme();
  const prefersDark = useMediaQuery("(prefers-color-scheme: dark)", { noSsr: true });
  const { palette, vars } = useTheme();
  const system = systemMode ?? (prefersDark ? "dark" : "light");
  const dark = (mode === "light" || mode === "dark" ? mode : system) === "dark";
  const from = vars?.palette ?? palette;
  const text = from.text.secondary;
  const grid = String(from.divider);
  return useMemo(() => ({ dark, text, grid }), [dark, text, grid]);
}

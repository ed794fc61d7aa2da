/** Colours, type and density. Every text colour keeps 4.5:1 on the surface it stands on. */
import { createTheme } from "@mui/material/styles";

const FONT = '"Inter Variable", system-ui, sans-serif';

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: "data-theme" },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: "#0b6570", contrastText: "#ffffff" },
        secondary: { main: "#7a4b00", contrastText: "#ffffff" },
        success: { main: "#1d6b34" },
        warning: { main: "#8a5300" },
        error: { main: "#b3261e" },
        info: { main: "#1f5fa8" },
        background: { default: "#f6f8fa", paper: "#ffffff" },
        text: { primary: "#16202b", secondary: "#4a5866" },
        divider: "#d7dee5",
      },
    },
    dark: {
      palette: {
        primary: { main: "#6fd0d8", dark: "#59bcc5", contrastText: "#06262a" },
        secondary: { main: "#f0b866", contrastText: "#2a1a00" },
        success: { main: "#7fd694" },
        warning: { main: "#f3bd69" },
        error: { main: "#ff9e94" },
        info: { main: "#8fc1ff" },
        background: { default: "#10151b", paper: "#182029" },
        text: { primary: "#e8eef4", secondary: "#aab8c5" },
        divider: "#2e3a46",
      },
    },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: FONT,
    fontSize: 14,
    h1: { fontSize: "1.6rem", fontWeight: 650, letterSpacing: "-0.01em" },
    h2: { fontSize: "1.15rem", fontWeight: 620 },
    h3: { fontSize: "1rem", fontWeight: 620 },
    button: { textTransform: "none", fontWeight: 560 },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiPaper: { styleOverrides: { root: { backgroundImage: "none" } } },
    MuiTooltip: { defaultProps: { arrow: true, enterDelay: 300 } },
    MuiTextField: { defaultProps: { size: "small" } },
    MuiSelect: { defaultProps: { size: "small" } },
    MuiCssBaseline: {
      styleOverrides: (t) => ({
        ":focus-visible": {
          outline: `3px solid ${t.vars?.palette.primary.main ?? t.palette.primary.main}`,
          outlineOffset: 2,
        },
        "@media (prefers-reduced-motion: reduce)": {
          "*, *::before, *::after": {
            animationDuration: "0.01ms !important",
            animationIterationCount: "1 !important",
            transitionDuration: "0.01ms !important",
          },
        },
        code: { fontFamily: "ui-monospace, monospace" },
      }),
    },
  },
});

import DarkIcon from "@mui/icons-material/DarkModeOutlined";
import LightIcon from "@mui/icons-material/LightModeOutlined";
import OfflineIcon from "@mui/icons-material/WifiOff";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import IconButton from "@mui/material/IconButton";
import { useColorScheme } from "@mui/material/styles";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { useSettings } from "../preferences/use-settings.ts";
import { useText } from "../text/text.ts";
import { text } from "../text.ts";
import { TaskTray } from "./TaskTray.tsx";

export function TopBar() {
  const t = useText(text);
  const { mode, systemMode } = useColorScheme();
  const { change } = useSettings();
  const dark = (mode === "system" ? systemMode : mode) === "dark";
  return (
    <Box
      component="header"
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        px: 2,
        height: 48,
        flexShrink: 0,
        borderBottom: 1,
        borderColor: "divider",
        bgcolor: "background.paper",
      }}
    >
      <Typography component="span" sx={{ fontWeight: 680, letterSpacing: "-0.01em" }}>
        {t("product")}
      </Typography>
      <Box sx={{ flex: 1 }} />
      <TaskTray />
      <Tooltip title={t("offlineWhy")}>
        <Chip
          size="small"
          variant="outlined"
          icon={<OfflineIcon />}
          label={t("offline")}
          tabIndex={0}
        />
      </Tooltip>
      <Tooltip title={t("theme")}>
        <IconButton
          size="small"
          aria-label={t("theme")}
          onClick={() => change({ theme: dark ? "light" : "dark" })}
        >
          {dark ? <LightIcon fontSize="small" /> : <DarkIcon fontSize="small" />}
        </IconButton>
      </Tooltip>
    </Box>
  );
}

import HelpIcon from "@mui/icons-material/HelpOutlined";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";

/** One line of explanation behind a question mark; the keyboard reaches it too. */
export function HelpTip({ text }: { text: string }) {
  return (
    <Tooltip title={text}>
      <IconButton size="small" aria-label={text} sx={{ p: 0.25 }}>
        <HelpIcon fontSize="inherit" />
      </IconButton>
    </Tooltip>
  );
}

import Box from "@mui/material/Box";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormHelperText from "@mui/material/FormHelperText";
import MenuItem from "@mui/material/MenuItem";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { THEMES, type Theme } from "../../../../electron/shared/domain/settings.ts";
import { useSettings } from "../../../app/preferences/use-settings.ts";
import { availableLanguages, languageName, shownLanguage } from "../../../app/text/languages.ts";
import { useText } from "../../../app/text/text.ts";
import { ErrorAlert } from "../../../components/ErrorAlert.tsx";
import { SectionCard } from "../../../components/SectionCard.tsx";
import { text } from "../text.ts";

export function General() {
  const t = useText(text);
  const { settings, error, change } = useSettings();
  if (settings === null) return error === null ? null : <ErrorAlert error={error} />;
  const machine = languageName(shownLanguage("system", navigator.languages));
  return (
    <SectionCard title={t("general")}>
      <Box sx={{ display: "grid", gap: 3, maxWidth: 560 }}>
        {error !== null && <ErrorAlert error={error} />}
        <Box>
          <Typography id="settings-theme" sx={{ fontWeight: 560, mb: 0.75 }}>
            {t("theme")}
          </Typography>
          <ToggleButtonGroup
            exclusive
            size="small"
            color="primary"
            value={settings.theme}
            aria-labelledby="settings-theme"
            onChange={(_, theme: Theme | null) => theme !== null && change({ theme })}
          >
            {THEMES.map((theme) => (
              <ToggleButton key={theme} value={theme} sx={{ px: 2 }}>
                {t(`theme_${theme}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </Box>
        <TextField
          select
          label={t("language")}
          value={settings.language}
          helperText={t("languageWhy")}
          onChange={(event) => change({ language: event.target.value })}
        >
          <MenuItem value="system">{t("languageSystem", { name: machine })}</MenuItem>
          {availableLanguages().map((language) => (
            <MenuItem key={language} value={language} lang={language}>
              {languageName(language)}
            </MenuItem>
          ))}
        </TextField>
        <Box>
          <FormControlLabel
            control={
              <Switch
                checked={settings.notifications}
                onChange={(_, notifications) => change({ notifications })}
              />
            }
            label={t("notifications")}
          />
          <FormHelperText>{t("notificationsWhy")}</FormHelperText>
        </Box>
      </Box>
    </SectionCard>
  );
}

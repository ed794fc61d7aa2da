import Checkbox from "@mui/material/Checkbox";
import FormControlLabel from "@mui/material/FormControlLabel";
import Typography from "@mui/material/Typography";
import { useText } from "../../../app/text/text.ts";
import { text } from "../text.ts";

interface Props {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** Patient data is shut in until a person has confirmed its de-identification. */
export function PatientDataChoice({ checked, onChange }: Props) {
  const t = useText(text);
  return (
    <div>
      <FormControlLabel
        control={<Checkbox checked={checked} onChange={(_, on) => onChange(on)} />}
        label={t("patientData")}
      />
      <Typography variant="body2" color="textSecondary">
        {t("patientDataWhy")}
      </Typography>
    </div>
  );
}

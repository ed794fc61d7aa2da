import Box from "@mui/material/Box";
import FormControlLabel from "@mui/material/FormControlLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import Typography from "@mui/material/Typography";

export interface Choice<V extends string> {
  readonly value: V;
  readonly title: string;
  /** What it means, so that nobody has to guess. */
  readonly why: string;
}

interface Props<V extends string> {
  readonly label: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** One of a few, each explained. */
export function ChoiceList<V extends string>({ label, choices, value, onChange }: Props<V>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onChange={(_, chosen) => onChange(chosen as V)}
      sx={{ gap: 1 }}
    >
      {choices.map((choice) => (
        <FormControlLabel
          key={choice.value}
          value={choice.value}
          control={<Radio size="small" sx={{ alignSelf: "flex-start", pt: 0.5 }} />}
          sx={{ alignItems: "flex-start", mr: 0 }}
          label={
            <Box>
              <Typography sx={{ fontWeight: 560 }}>{choice.title}</Typography>
              <Typography variant="body2" color="textSecondary">
                {choice.why}
              </Typography>
            </Box>
          }
        />
      ))}
    </RadioGroup>
  );
}

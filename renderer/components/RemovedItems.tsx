/** What was removed and can come back. Folded: it is looked for, not read. */
import ExpandIcon from "@mui/icons-material/ExpandMore";
import RestoreIcon from "@mui/icons-material/RestoreOutlined";
import Accordion from "@mui/material/Accordion";
import AccordionDetails from "@mui/material/AccordionDetails";
import AccordionSummary from "@mui/material/AccordionSummary";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";

export interface RemovedItem {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
}

interface Props {
  readonly title: string;
  /** What became of them, and what did not. */
  readonly note: string;
  readonly restore: string;
  readonly items: readonly RemovedItem[];
  readonly onRestore: (key: string) => void;
}

export function RemovedItems({ title, note, restore, items, onRestore }: Props) {
  if (items.length === 0) return null;
  return (
    <Accordion variant="outlined" disableGutters sx={{ mt: 3 }}>
      <AccordionSummary expandIcon={<ExpandIcon />}>
        <Typography>{title}</Typography>
      </AccordionSummary>
      <AccordionDetails>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {note}
        </Typography>
        <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
          {items.map((item) => (
            <Box
              component="li"
              key={item.key}
              sx={{ display: "flex", alignItems: "center", gap: 2, py: 0.5 }}
            >
              <Typography sx={{ minWidth: 0, overflowWrap: "anywhere" }}>{item.name}</Typography>
              <Typography variant="body2" color="textSecondary" sx={{ flex: 1 }}>
                {item.detail}
              </Typography>
              <Button
                size="small"
                startIcon={<RestoreIcon />}
                aria-label={`${restore}: ${item.name}`}
                onClick={() => onRestore(item.key)}
              >
                {restore}
              </Button>
            </Box>
          ))}
        </Box>
      </AccordionDetails>
    </Accordion>
  );
}

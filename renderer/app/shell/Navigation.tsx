import Box from "@mui/material/Box";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemIcon from "@mui/material/ListItemIcon";
import ListItemText from "@mui/material/ListItemText";
import { Link, useLocation } from "wouter";
import { routes } from "../routes.tsx";
import { useText } from "../text/text.ts";
import { text } from "../text.ts";

const WIDTH = 208;

/** The pages, always at the same place; the current one is marked by more than colour. */
export function Navigation() {
  const t = useText(text);
  const [location] = useLocation();
  return (
    <Box
      component="nav"
      aria-label={t("navigation")}
      sx={{ width: WIDTH, flexShrink: 0, borderRight: 1, borderColor: "divider", py: 1 }}
    >
      <List disablePadding>
        {routes.map(({ path, title, icon: Icon }) => {
          if (Icon === undefined) return null;
          const current = path === "/" ? location === "/" : location.startsWith(path);
          return (
            <ListItem key={path} disablePadding>
              <ListItemButton
                component={Link}
                href={path}
                selected={current}
                aria-current={current ? "page" : undefined}
                sx={{
                  mx: 1,
                  borderRadius: 1,
                  borderLeft: 3,
                  borderColor: current ? "primary.main" : "transparent",
                }}
              >
                <ListItemIcon sx={{ minWidth: 36 }}>
                  <Icon fontSize="small" color={current ? "primary" : "inherit"} />
                </ListItemIcon>
                <ListItemText
                  primary={t(title)}
                  slotProps={{ primary: { sx: { fontWeight: current ? 620 : 450 } } }}
                />
              </ListItemButton>
            </ListItem>
          );
        })}
      </List>
    </Box>
  );
}

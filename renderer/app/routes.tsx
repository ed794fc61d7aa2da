/** The pages of the window. */

import type { SvgIconComponent } from "@mui/icons-material";
import ChatIcon from "@mui/icons-material/ForumOutlined";
import HomeIcon from "@mui/icons-material/HomeOutlined";
import BudgetIcon from "@mui/icons-material/MemoryOutlined";
import DeidentifyIcon from "@mui/icons-material/PersonOffOutlined";
import RunsIcon from "@mui/icons-material/PlayCircleOutlined";
import SettingsIcon from "@mui/icons-material/SettingsOutlined";
import CompareIcon from "@mui/icons-material/StackedLineChart";
import DatasetsIcon from "@mui/icons-material/TableRowsOutlined";
import ModelsIcon from "@mui/icons-material/ViewInArOutlined";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { text } from "./text.ts";

export interface PageRoute {
  readonly path: string;
  /** Key of its title in the app's words. */
  readonly title: Exclude<keyof (typeof text)["en"], `${string}_${"one" | "other"}`>;
  readonly page: LazyExoticComponent<ComponentType>;
  /** With an icon it stands in the navigation, with Alt+number as its shortcut. */
  readonly icon?: SvgIconComponent;
}

export const routes: readonly PageRoute[] = [
  {
    path: "/",
    title: "home",
    icon: HomeIcon,
    page: lazy(() => import("../features/home/Page.tsx")),
  },
  {
    path: "/datasets",
    title: "datasets",
    icon: DatasetsIcon,
    page: lazy(() => import("../features/datasets/Page.tsx")),
  },
  {
    path: "/datasets/guidelines",
    title: "guidelines",
    page: lazy(() => import("../features/guidelines/Page.tsx")),
  },
  {
    path: "/datasets/guidelines/:id",
    title: "guidelines",
    page: lazy(() => import("../features/guidelines/Page.tsx")),
  },
  {
    path: "/datasets/:id",
    title: "datasets",
    page: lazy(() => import("../features/datasets/Page.tsx")),
  },
  {
    path: "/deidentify",
    title: "deidentify",
    icon: DeidentifyIcon,
    page: lazy(() => import("../features/deid/Page.tsx")),
  },
  {
    path: "/deidentify/:id",
    title: "deidentify",
    page: lazy(() => import("../features/deid/Page.tsx")),
  },
  {
    path: "/models",
    title: "models",
    icon: ModelsIcon,
    page: lazy(() => import("../features/models/Page.tsx")),
  },
  {
    path: "/budget",
    title: "budget",
    icon: BudgetIcon,
    page: lazy(() => import("../features/budget/Page.tsx")),
  },
  {
    path: "/runs",
    title: "runs",
    icon: RunsIcon,
    page: lazy(() => import("../features/runs/Page.tsx")),
  },
  {
    path: "/runs/new",
    title: "newRun",
    page: lazy(() => import("../features/run-wizard/Page.tsx")),
  },
  { path: "/runs/:id", title: "run", page: lazy(() => import("../features/run-live/Page.tsx")) },
  {
    path: "/compare",
    title: "compare",
    icon: CompareIcon,
    page: lazy(() => import("../features/compare/Page.tsx")),
  },
  {
    path: "/chat",
    title: "chat",
    icon: ChatIcon,
    page: lazy(() => import("../features/chat/Page.tsx")),
  },
  {
    path: "/settings",
    title: "settings",
    icon: SettingsIcon,
    page: lazy(() => import("../features/settings/Page.tsx")),
  },
];

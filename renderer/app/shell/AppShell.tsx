import Box from "@mui/material/Box";
import { Suspense, useEffect, useMemo, useRef } from "react";
import { Route, Switch, useLocation } from "wouter";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { CommandPalette } from "../commands/CommandPalette.tsx";
import { useRegisteredCommands } from "../commands/registry.ts";
import { ErrorBoundary } from "../ErrorBoundary.tsx";
import { routes } from "../routes.tsx";
import { useText } from "../text/text.ts";
import { text } from "../text.ts";
import { FollowRuns } from "./FollowRuns.tsx";
import { Navigation } from "./Navigation.tsx";
import { TopBar } from "./TopBar.tsx";

/** Bar above, pages at the left, the page itself. */
export function AppShell() {
  const t = useText(text);
  const [location, go] = useLocation();
  const main = useRef<HTMLElement>(null);
  const commands = useMemo(
    () =>
      routes
        .filter((route) => route.icon !== undefined)
        .map((route, index) => ({
          id: `page:${route.path}`,
          title: t(route.title),
          keywords: route.path,
          shortcut: `Alt+${index + 1}`,
          run: () => go(route.path),
        })),
    [t, go],
  );
  useRegisteredCommands(commands);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is read from its top
  useEffect(() => main.current?.scrollTo(0, 0), [location]);
  return (
    <Box sx={{ display: "flex", flexDirection: "column", height: "100vh" }}>
      <Box
        component="a"
        href="#page"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        sx={{
          position: "absolute",
          left: -9999,
          "&:focus": { left: 8, top: 8, zIndex: 2000, p: 1, bgcolor: "background.paper" },
        }}
      >
        {t("skipToContent")}
      </Box>
      <TopBar />
      <Box sx={{ display: "flex", flex: 1, minHeight: 0 }}>
        <Navigation />
        <Box
          component="main"
          id="page"
          ref={main}
          tabIndex={-1}
          sx={{ flex: 1, minWidth: 0, overflow: "auto", outline: "none", p: 3 }}
        >
          <ErrorBoundary resetKey={location}>
            <Suspense fallback={<PageLoading />}>
              <Switch>
                {routes.map(({ path, page: Page }) => (
                  <Route key={path} path={path}>
                    <Page />
                  </Route>
                ))}
                <Route>
                  <EmptyState title={t("notFound")} action={t("goHome")} onAction={() => go("/")} />
                </Route>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </Box>
      </Box>
      <FollowRuns />
      <CommandPalette />
    </Box>
  );
}

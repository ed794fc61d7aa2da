import "@fontsource-variable/inter";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { NoticeRoot } from "./notices/notices.tsx";
import { PreferencesRoot } from "./preferences/PreferencesRoot.tsx";
import { SessionGate } from "./SessionGate.tsx";
import { AppShell } from "./shell/AppShell.tsx";
import { ThemeRoot } from "./theme/ThemeRoot.tsx";

// Answers come from this machine: a failure is a failure, and nothing changes behind the window.
const client = new QueryClient({
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: false, networkMode: "always", staleTime: 5000 },
    mutations: { retry: false, networkMode: "always" },
  },
});

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ThemeRoot>
        <NoticeRoot>
          <Router hook={useHashLocation}>
            <SessionGate>
              <PreferencesRoot>
                <AppShell />
              </PreferencesRoot>
            </SessionGate>
          </Router>
        </NoticeRoot>
      </ThemeRoot>
    </QueryClientProvider>
  </StrictMode>,
);

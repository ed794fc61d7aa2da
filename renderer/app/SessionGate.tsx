/** Shows the pages once the home is open; until then the screen that opens it. */
import { lazy, type ReactNode, Suspense } from "react";
import { api } from "../api/client.ts";
import { useApiQuery } from "../api/hooks.ts";
import { ErrorAlert } from "../components/ErrorAlert.tsx";
import { PageLoading } from "../components/PageLoading.tsx";

const UnlockPage = lazy(() => import("../features/session/Page.tsx"));

export function SessionGate({ children }: { children: ReactNode }) {
  const state = useApiQuery(api.session.state, {}, { staleTime: Number.POSITIVE_INFINITY });
  if (state.isPending) return <PageLoading />;
  if (state.isError) return <ErrorAlert error={state.error} />;
  if (state.data.state === "open") return children;
  return (
    <Suspense fallback={<PageLoading />}>
      <UnlockPage />
    </Suspense>
  );
}

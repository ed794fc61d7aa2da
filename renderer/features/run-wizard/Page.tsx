import { useEffect, useMemo, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { api } from "../../api/client.ts";
import { useApiQuery } from "../../api/hooks.ts";
import { ErrorAlert } from "../../components/ErrorAlert.tsx";
import { PageLoading } from "../../components/PageLoading.tsx";
import { deviceTargets } from "../../components/planning/targets.ts";
import { valuesOfLink } from "./link.ts";
import type { Lists } from "./resolve.ts";
import { Wizard } from "./Wizard.tsx";

export default function Page() {
  const search = useSearch();
  const [, go] = useLocation();
  const [given] = useState(() => valuesOfLink(search));
  // Read once: the settings of a link must not come back when the person returns to this page.
  useEffect(() => {
    if (search !== "") go("/runs/new?", { replace: true });
  }, [search, go]);
  const datasets = useApiQuery(api.datasets.list, {});
  const models = useApiQuery(api.models.list, {});
  const devices = useApiQuery(api.planner.devices, {});
  const lists = useMemo<Lists | null>(() => {
    if (!datasets.data || !models.data || !devices.data) return null;
    return {
      datasets: [...datasets.data].sort((a, b) => b.createdAt - a.createdAt),
      models: models.data,
      devices: deviceTargets(devices.data.devices),
    };
  }, [datasets.data, models.data, devices.data]);
  const failed = datasets.error ?? models.error ?? devices.error;
  if (failed !== null) return <ErrorAlert error={failed} />;
  if (lists === null) return <PageLoading />;
  return <Wizard lists={lists} given={given} />;
}

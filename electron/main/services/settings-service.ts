import type { StorageReport } from "../../shared/contract/settings.ts";
import type { SettingsChange } from "../../shared/domain/settings.ts";
import type { Store } from "../../store/interfaces/index.ts";
import type { HomeStorage, SettingsService } from "./api/settings.ts";

const MAX_RUNS = 1000;

export function createSettingsService(
  { store }: { readonly store: Store },
  home: HomeStorage,
): SettingsService {
  return {
    get: () => store.settings.get(),
    set: (change: SettingsChange) =>
      store.command("settings.set", (entry) => {
        for (const name of Object.keys(change)) entry.about("setting", name);
        return store.settings.set(change);
      }),
    storage: () => storage(store, home),
  };
}

async function storage(store: Store, home: HomeStorage): Promise<StorageReport> {
  const versions = store.datasets.list();
  const runs = store.runs
    .list()
    .map(({ id, name }) => {
      const checkpoints = store.checkpoints.list(id);
      const bytes = checkpoints.reduce((sum, checkpoint) => sum + checkpoint.bytes, 0);
      return { id, name, checkpoints: checkpoints.length, bytes };
    })
    .filter((run) => run.checkpoints > 0)
    .sort((a, b) => b.bytes - a.bytes);
  const [storeBytes, modelBytes, logBytes] = await Promise.all([
    home.bytesOf("store"),
    home.bytesOf("models"),
    home.bytesOf("logs"),
  ]);
  const checkpointBytes = runs.reduce((sum, run) => sum + run.bytes, 0);
  return {
    place: home.place,
    ...home.disk(),
    storeBytes,
    modelBytes,
    checkpointBytes,
    logBytes,
    usedBytes: storeBytes + modelBytes + checkpointBytes + logBytes,
    datasets: {
      versions: versions.length,
      rows: versions.reduce((sum, version) => sum + version.rows, 0),
    },
    conversations: store.conversations.list("", 1).total,
    runs: runs.slice(0, MAX_RUNS),
  };
}

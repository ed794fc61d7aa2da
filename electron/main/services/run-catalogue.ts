import type { RunSummary } from "../../shared/contract/runs.ts";
import { Name } from "../../shared/domain/bounds.ts";
import type { Evaluation } from "../../shared/domain/evaluation.ts";
import type { Run } from "../../shared/domain/run.ts";
import { MAX_NOTICES } from "../../shared/domain/run-notice.ts";
import type { RunCatalogue } from "./api/run-catalogue.ts";
import { schemaFault } from "./checked-input.ts";
import type { EngineContext } from "./engine-context.ts";
import { runDetail } from "./run-detail.ts";
import type { RunFeed } from "./run-feed.ts";

export function createRunCatalogue(context: EngineContext, feed: RunFeed): RunCatalogue {
  const { store } = context;

  function changed(action: string, reference: string, work: (run: Run) => Run): Run {
    const run = store.runs.resolve(reference);
    const after = store.command(action, (entry) => {
      entry.about("run", run.id, run.configSha256);
      return work(run);
    });
    feed.changed();
    return after;
  }

  return {
    overview() {
      const summary = summarizer(context, store.evaluations.list());
      return store.runs.list().map(summary);
    },
    summary(reference) {
      const run = store.runs.resolve(reference);
      return summarizer(context, store.evaluations.list(run.id))(run);
    },
    notices: (run) => store.notices.list(store.runs.resolve(run).id, MAX_NOTICES),
    metrics: (query) => store.metrics.page(query),
    rename(reference, name) {
      const checked = Name.safeParse(name);
      if (!checked.success) throw schemaFault(checked.error, "name");
      return changed("runs.rename", reference, (run) => store.runs.rename(run.id, checked.data));
    },
    archive: (reference, archived) =>
      changed(archived ? "runs.archive" : "runs.restore", reference, (run) =>
        store.runs.setArchived(run.id, archived),
      ),
  };
}

/** Names are looked up once for all runs: many share a dataset and a model. */
function summarizer(context: EngineContext, evaluations: readonly Evaluation[]) {
  const { store } = context;
  const newest = new Set(store.datasets.list().map((version) => version.hash));
  const version = remembered((hash: string) => store.datasets.resolve(hash));
  const model = remembered((id: string) => store.models.resolve(id));
  return (run: Run): RunSummary => {
    const detail = runDetail(context, run.id);
    const dataset = version(run.frozen.datasetHash);
    const own = evaluations.find((e) => e.runId === run.id && e.part === "test");
    return {
      run,
      datasetName: dataset.name,
      datasetVersion: dataset.version,
      datasetIsOld: !newest.has(dataset.hash),
      modelName: model(run.modelId).name,
      step: detail.step,
      totalSteps: detail.totalSteps,
      bestLoss: detail.bestLoss,
      finalLoss: detail.finalLoss,
      trainSeconds: detail.trainSeconds,
      accuracy: own?.metrics.accuracy.value ?? null,
    };
  };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const found = new Map<string, T>();
  return (key) => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}

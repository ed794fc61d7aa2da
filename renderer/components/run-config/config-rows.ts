import type { FrozenRun } from "../../../electron/shared/domain/run.ts";
import type { Translate } from "../../app/text/text.ts";
import { formatCount, formatFigure, shortHash } from "../format.ts";
import { type ConfigFieldName, FIELDS } from "./fields.ts";
import type { text as rowText } from "./row-text.ts";
import type { text } from "./text.ts";

type Words = Translate<(typeof text)["en"]>;
type RowWords = Translate<(typeof rowText)["en"]>;

export interface ConfigRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** Everything that decides a run's result, in words, in the order of the form. */
export function configRows(frozen: FrozenRun, t: Words, row: RowWords): ConfigRow[] {
  const fields = Object.keys(FIELDS) as ConfigFieldName[];
  const { task } = frozen;
  return [
    ...fields.map((key) => ({
      key,
      label: t(key),
      value: fieldValue(frozen, key, t),
    })),
    { key: "completion", label: row("completion"), value: row(`completion-${task.completion}`) },
    { key: "template", label: row("template"), value: task.template },
    { key: "labels", label: row("labels"), value: formatCount(task.labels.length) },
    { key: "chat", label: row("chat"), value: t(task.chat ? "on" : "off") },
    { key: "truncate", label: row("truncate"), value: t(task.truncate ? "on" : "off") },
    { key: "modelHash", label: row("modelHash"), value: shortHash(frozen.modelHash) },
    { key: "datasetHash", label: row("datasetHash"), value: shortHash(frozen.datasetHash) },
    {
      key: "splitSha256",
      label: row("splitSha256"),
      value: frozen.splitSha256 === null ? "–" : shortHash(frozen.splitSha256),
    },
  ];
}

function fieldValue({ config }: FrozenRun, key: ConfigFieldName, t: Words): string {
  const kind = FIELDS[key];
  const value = config[key];
  if (kind.type === "switch") return t(value === true ? "on" : "off");
  if (kind.type === "choice") return t(`${key}-${String(value)}` as Parameters<Words>[0]);
  if (kind.type === "modules") {
    return value === "all-linear" ? t("targetModules-all-linear") : (value as string[]).join(", ");
  }
  const unit = kind.unit === null || kind.unit === "share" || kind.unit === "perStep";
  const words = number(value as number);
  return unit ? words : `${words} ${t(`unit_${kind.unit}` as Parameters<Words>[0])}`;
}

function number(value: number): string {
  if (Number.isInteger(value)) return formatCount(value);
  return Math.abs(value) < 1e-4 ? String(value) : formatFigure(value, 6);
}

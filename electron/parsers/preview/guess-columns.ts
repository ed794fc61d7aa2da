// Proposes which column plays which role; never throws, because the person looks at the proposal
// and can change it.
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole } from "../../shared/domain/dataset.ts";
import type {
  PreviewColumn,
  RoleSource,
  RoleSources,
} from "../../shared/domain/dataset-preview.ts";
import { matchesByName, UNUSED } from "../columns.ts";

export interface ColumnGuess {
  readonly mapping: ColumnMapping;
  readonly sources: RoleSources;
}

/** A text says more than a code: shorter columns are never proposed as the text. */
const MIN_TEXT_CHARS = 12;
const MAX_LABEL_CHARS = 60;

/** @param columns of the first rows; `rows` = how many these were. */
export function guessColumns(
  columns: readonly PreviewColumn[],
  rows: number,
  wanted: ColumnMapping,
): ColumnGuess {
  const usable = columns.filter((column) => column.unusable === null);
  const taken = new Set<string | null>(COLUMN_ROLES.map((role) => wanted[role]));
  const mapping = { ...wanted };
  const sources = {} as Record<ColumnRole, RoleSource>;
  const settle = (role: ColumnRole, name: string | null, source: RoleSource) => {
    mapping[role] = name;
    sources[role] = name === null ? "none" : source;
    taken.add(name);
  };
  for (const role of COLUMN_ROLES) {
    const name = wanted[role];
    if (name === UNUSED) settle(role, null, "none");
    else if (name !== null) settle(role, name, "chosen");
    else settle(role, nameMatch(usable, role, taken), "name");
  }
  const open = (role: ColumnRole) => wanted[role] === null && mapping[role] === null;
  const free = () => usable.filter((column) => !taken.has(column.name));
  if (open("text")) settle("text", textLike(free()), "content");
  // Where an answer is named, the file is of questions: a column of few values is no label then.
  if (open("label") && mapping.answer === null) {
    settle("label", labelLike(free(), rows), "content");
  }
  return { mapping, sources };
}

function nameMatch(
  usable: readonly PreviewColumn[],
  role: ColumnRole,
  taken: ReadonlySet<string | null>,
): string | null {
  const names = usable.map((column) => column.name);
  const [only = null, ...others] = matchesByName(names, role, taken);
  return others.length === 0 ? only : null;
}

function textLike(columns: readonly PreviewColumn[]): string | null {
  const [longest] = [...columns].sort((a, b) => b.meanChars - a.meanChars);
  if (longest === undefined) return null;
  return columns.length === 1 || longest.meanChars >= MIN_TEXT_CHARS ? longest.name : null;
}

/** Few values that repeat. Two such columns: the person has to say which. */
function labelLike(columns: readonly PreviewColumn[], rows: number): string | null {
  const alike = columns.filter(
    ({ filled, distinct, meanChars }) =>
      filled >= rows * 0.9 &&
      distinct >= 2 &&
      distinct * 3 <= rows &&
      meanChars > 1 &&
      meanChars <= MAX_LABEL_CHARS,
  );
  return alike.length === 1 ? (alike[0]?.name ?? null) : null;
}

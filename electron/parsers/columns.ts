import { COLUMN_ROLES, type ColumnMapping, type ColumnRole } from "../shared/domain/dataset.ts";
import { AppError } from "../shared/errors.ts";

/** "-" in a mapping: this role is not used, whatever the headers are called. */
export const UNUSED = "-";

/**
 * Header names that speak for themselves, the plainest first. Ids are taken by name only where the
 * name promises uniqueness: columns called "id" or "index" often repeat.
 */
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  text: [
    ...["text", "note", "notes", "indication", "order", "order_text", "symptoms", "report"],
    ...[
      "question",
      "sentence",
      "prompt",
      "instruction",
      "input",
      "description",
      "section_text",
      "dialogue",
    ],
  ],
  label: ["label", "protocol", "diagnosis", "class", "category", "target"],
  group: ["group", "patient_id", "patient", "subject_id", "mrn"],
  id: ["row_id", "pmid"],
  answer: ["answer", "output", "response", "completion", "long_answer"],
  part: ["split", "part", "partition", "subset"],
};

/** Which column plays which role. Throws with the columns found when text has none. */
export function mapColumns(headers: readonly string[], wanted: ColumnMapping): ColumnMapping {
  const taken = new Set(COLUMN_ROLES.map((role) => wanted[role]));
  const mapping = { ...wanted };
  for (const role of COLUMN_ROLES) {
    const name = wanted[role];
    if (name === UNUSED) mapping[role] = null;
    else if (name !== null) mapping[role] = named(headers, name, role);
    else mapping[role] = detected(headers, role, taken);
  }
  if (mapping.text !== null) return mapping;
  throw new AppError("INVALID_INPUT", "There is no text column.", {
    field: "--text-column",
    hint: `Name it. The columns are: ${listed(headers)}.`,
    details: { columns: headers.slice(0, 50).map(shortened) },
  });
}

function named(headers: readonly string[], name: string, role: ColumnRole): string {
  const matches = headers.filter((header) => header === name);
  if (matches.length === 1) return name;
  const problem = matches.length === 0 ? "is not in the file" : "appears more than once";
  throw new AppError("INVALID_INPUT", `The ${role} column ${problem}.`, {
    field: `--${role}-column`,
    hint: `The columns are: ${listed(headers)}.`,
    details: { columns: headers.slice(0, 50).map(shortened) },
  });
}

function detected(
  headers: readonly string[],
  role: ColumnRole,
  taken: ReadonlySet<string | null>,
): string | null {
  const [only = null, ...others] = matchesByName(headers, role, taken);
  if (others.length === 0) return only;
  throw new AppError("INVALID_INPUT", `Several columns could be the ${role} column.`, {
    field: `--${role}-column`,
    hint: `The columns are: ${listed(headers)}.`,
    details: { columns: headers.slice(0, 50).map(shortened) },
  });
}

/** The columns whose header is the plainest name of a role that occurs; taken ones aside. */
export function matchesByName(
  headers: readonly string[],
  role: ColumnRole,
  taken: ReadonlySet<string | null>,
): string[] {
  for (const name of NAMES[role]) {
    const matches = headers.filter((header) => plain(header) === name && !taken.has(header));
    if (matches.length > 0) return matches;
  }
  return [];
}

function plain(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

function listed(headers: readonly string[]): string {
  const shown = headers.slice(0, 20).map(shortened).join(", ");
  return headers.length > 20 ? `${shown} and ${headers.length - 20} more` : shown;
}

function shortened(header: string): string {
  return header.length > 40 ? `${header.slice(0, 40)}…` : header;
}

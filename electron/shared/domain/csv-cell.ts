const PLAIN_NUMBER = /^[-+]?\d+([.,]\d+)?$/;

/**
 * A cell as CSV. A spreadsheet would run a cell that begins with = + - @ (or a tab or return in
 * front of one) as a formula: an apostrophe in front makes it text again (OWASP, CSV injection).
 */
export function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

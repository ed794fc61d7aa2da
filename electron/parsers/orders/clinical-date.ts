// Birth dates and order dates as HL7 and FHIR write them; only whole years of age leave this file.

/** A day; month and day are null where the source gives less. */
export interface PartialDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

/** "19620115", "196201151126+0215", "1962". Null for anything else. */
export function hl7Date(text: string): PartialDate | null {
  const match = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:\d{2,6}(?:\.\d{1,4})?)?)?)?(?:[+-]\d{4})?$/.exec(
    text.trim(),
  );
  return match === null ? null : checked(match[1], match[2], match[3]);
}

/** "1962-01-15", "1962-01-15T11:26:00+02:00", "1962-01", "1962". Null for anything else. */
export function fhirDate(text: string): PartialDate | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/.exec(
    text.trim(),
  );
  return match === null ? null : checked(match[1], match[2], match[3]);
}

function checked(y?: string, m?: string, d?: string): PartialDate | null {
  const year = Number(y);
  const month = m === undefined || m === "00" ? null : Number(m);
  const day = d === undefined || d === "00" || month === null ? null : Number(d);
  if (!(year >= 1850 && year <= 2200) || (month !== null && month > 12)) return null;
  if (day !== null && day > new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate()) return null;
  return { year, month, day };
}

/**
 * "42-year-old", "7-month-old", "12-day-old": the age on the day of the order. Where a date lacks
 * its month, whole years are all it can say, one too many at most. Null when it cannot be right.
 */
export function ageAt(birth: PartialDate | null, order: PartialDate | null): string | null {
  if (birth === null || order === null) return null;
  const months = monthsBetween(birth, order);
  if (months < 0 || months > 130 * 12) return null;
  if (months >= 24) return `${Math.floor(months / 12)}-year-old`;
  if (birth.month === null || order.month === null) {
    return months < 12 ? "under one year old" : `${Math.floor(months / 12)}-year-old`;
  }
  if (months >= 1) return `${months}-month-old`;
  const days = daysBetween(birth, order);
  return days === null || days < 0 ? null : `${days}-day-old`;
}

function monthsBetween(birth: PartialDate, order: PartialDate): number {
  const years = order.year - birth.year;
  if (birth.month === null || order.month === null) return years * 12;
  const months = years * 12 + order.month - birth.month;
  return months - ((order.day ?? 31) < (birth.day ?? 1) ? 1 : 0);
}

function daysBetween(birth: PartialDate, order: PartialDate): number | null {
  if (birth.day === null || order.day === null) return null;
  const day = ({ year, month, day: d }: PartialDate) => Date.UTC(year, (month ?? 1) - 1, d ?? 1);
  return Math.round((day(order) - day(birth)) / 86_400_000);
}

/** What is being looked at: a condition, a page of the file, one of the condition's fields. */
export interface Look {
  readonly number: string | null;
  readonly page: number;
  readonly field: number | null;
}

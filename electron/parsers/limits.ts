/** What a file may be at most. A file beyond these is not what this program reads. */
export const MAX_FILE_BYTES = 2 * 1024 ** 3;
/** One record: a CSV row, a JSON line, a PubMedQA entry. In UTF-16 units. */
export const MAX_RECORD_CHARS = 1 << 20;
export const MAX_COLUMNS = 1024;

/** What a file may be at most. A file beyond these is not what this program reads. */
export const MAX_FILE_BYTES = 2 * 1024 ** 3;
/** A terminology: MRCONSO.RRF of all languages has some 2.5 GB. */
export const MAX_TERMS_BYTES = 16 * 1024 ** 3;
/** One record: a CSV row, a JSON line, a PubMedQA entry. In UTF-16 units. */
export const MAX_RECORD_CHARS = 1 << 20;
export const MAX_COLUMNS = 1024;
/** One HL7 message; those with a document embedded are longer than a record. */
export const MAX_MESSAGE_BYTES = 8 << 20;
/** A FHIR bundle is one JSON value: it is held whole. In UTF-16 units. */
export const MAX_BUNDLE_CHARS = 64 << 20;
/** Patients and conditions of one FHIR file, held while its orders are read. */
export const MAX_RESOURCES = 500_000;
/** Rows made from one conversation: each repeats what was said before it. */
export const MAX_TURNS = 500;
/** The columns of one Parquet row group, unpacked: a group is decoded whole. */
export const MAX_ROW_GROUP_BYTES = 192 << 20;
/** One unpacked page of a Parquet column. */
export const MAX_PAGE_BYTES = 128 << 20;
/** A Parquet file inside gzip has to be held whole: it is read from its end. */
export const MAX_PACKED_PARQUET_BYTES = 128 << 20;

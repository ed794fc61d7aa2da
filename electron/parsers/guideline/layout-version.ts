/** Changes when a page would be laid out otherwise: pages kept by an older program are read anew. */
export const LAYOUT_VERSION = 1;

import type { AuditEntry, AuditObject, AuditReport } from "../../shared/domain/audit.ts";

/** Given to the work of a command: names what the entry is about. */
export interface AuditScope {
  about(kind: AuditObject["kind"], id: string, sha256?: string | null): void;
}

export interface AuditStore {
  list(afterSeq: number, limit: number): AuditEntry[];
  /** Newest first, from before `beforeSeq` on, or from the end. */
  newest(beforeSeq: number | null, limit: number): AuditEntry[];
  /** Walks the whole chain and compares its head with the mirror. */
  verify(): AuditReport;
}

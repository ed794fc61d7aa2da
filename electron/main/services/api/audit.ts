import type { AuditEntry, AuditReport } from "../../../shared/domain/audit.ts";

export interface AuditService {
  /** Newest first, from before `beforeSeq` on. */
  list(request: { beforeSeq?: number | undefined; limit: number }): AuditEntry[];
  verify(): AuditReport;
  /** An entry about the store's key, in one transaction with `effect`. */
  recordKey(action: string, effect: () => void): void;
  /**
   * An entry about a file that left the store in the clear, with its content hash and never its
   * place, in one transaction with `effect`.
   */
  recordFile(action: string, sha256: string, effect: () => void): void;
}

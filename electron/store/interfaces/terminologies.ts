import type { Terminology, TerminologyKind } from "../../shared/domain/terminology.ts";

/** One string of a terminology. */
export interface TermEntry {
  /** A UMLS concept (CUI), or a code. */
  readonly concept: string;
  readonly name: string;
  /** This name is the one to show. */
  readonly preferred: boolean;
}

export interface ConceptTypes {
  readonly concept: string;
  readonly type: string;
}

export interface ConceptMatch {
  readonly concept: string;
  readonly name: string;
  /** Semantic types; empty where the terminology has none. */
  readonly types: readonly string[];
}

/** A terminology being imported. Not found by any search until committed. */
export interface StagedTerminology {
  readonly entries: number;
  addTerms(entries: readonly TermEntry[]): void;
  addTypes(types: readonly ConceptTypes[]): void;
  /** Sorts the terms into their table, a part at a time; yields the share done. Once, at the end. */
  finish(): Iterable<number>;
  discard(): void;
}

export interface TerminologyStore {
  stage(kind: TerminologyKind, name: string): StagedTerminology;
  /** Command. Replaces the terminology of this kind. */
  commit(staged: StagedTerminology): Terminology;
  list(): Terminology[];
  /** Command. */
  remove(kind: TerminologyKind): void;
  /** Concepts with exactly this name, letter case and white space aside. */
  lookup(kind: TerminologyKind, term: string, limit: number): ConceptMatch[];
  /** The name of a concept or code; null when the list does not hold it. */
  nameOf(kind: TerminologyKind, concept: string): string | null;
}

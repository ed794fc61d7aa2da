import type { NormaliseOutcome } from "../../shared/contract/terminology.ts";
import type { DatasetRow } from "../../shared/domain/dataset.ts";
import { checkIcd10 } from "../../shared/domain/icd10.ts";
import type { CodeCheck, Terminology, TerminologyKind } from "../../shared/domain/terminology.ts";
import type { Expanded } from "../../shared/domain/terms/abbreviations.ts";
import { DEFAULT_THRESHOLD } from "../../shared/domain/terms/abbreviations.ts";
import { type Normaliser, NormaliseTally } from "../../shared/domain/terms/normalise.ts";
import type { ConceptMatch, StagedTerminology, Store } from "../../store/interfaces/index.ts";
import { type CallOptions, throwIfCancelled } from "./api/call.ts";
import { writeDerived } from "./derived-version.ts";
import type { OpenTerms, TermLine, TermsKind } from "./terminology-ports.ts";

const BATCH = 2000;
const MAX_MATCHES = 50;

export interface NormaliseRequest {
  readonly dataset: string;
  readonly name?: string | undefined;
  /** Below it, an abbreviation stays as it is. */
  readonly threshold?: number | undefined;
  /** Words of one meaning become the same words too. */
  readonly synonyms?: boolean | undefined;
}

export interface UmlsFiles {
  readonly mrconso: string;
  /** Left out: concepts have no types. */
  readonly mrsty?: string | undefined;
}

/** Abbreviations, synonyms, and the terminologies that a person has a licence for. */
export class TerminologyService {
  readonly #store: Store;
  readonly #open: OpenTerms;
  readonly #normaliser: () => Normaliser;

  constructor(store: Store, open: OpenTerms, normaliser: () => Normaliser) {
    this.#store = store;
    this.#open = open;
    this.#normaliser = normaliser;
  }

  list(): Terminology[] {
    return this.#store.terminologies.list();
  }

  remove(kind: TerminologyKind): void {
    this.#store.command("terminology.remove", (entry) => {
      this.#store.terminologies.remove(kind);
      entry.about("setting", `terminology ${kind}`);
    });
  }

  /** MRCONSO.RRF (English, not suppressed) and, where given, the types of MRSTY.RRF. */
  importUmls(files: UmlsFiles, name: string, call: CallOptions = {}): Promise<Terminology> {
    return this.#import("umls", name, call, async (staged) => {
      await this.#read(files.mrconso, "mrconso", call, (lines) => staged.addTerms(lines.map(term)));
      if (files.mrsty === undefined) return;
      await this.#read(files.mrsty, "mrsty", call, (lines) =>
        staged.addTypes(lines.map(({ concept, text }) => ({ concept, type: text }))),
      );
    });
  }

  /** Codes and their names, a line each: the list says which ICD-10 codes exist. */
  importCodes(path: string, name: string, call: CallOptions = {}): Promise<Terminology> {
    return this.#import("icd10", name, call, (staged) =>
      this.#read(path, "codes", call, (lines) => staged.addTerms(lines.map(term))),
    );
  }

  /** Concepts of the imported UMLS release with this name. */
  lookup(text: string): ConceptMatch[] {
    return this.#store.terminologies.lookup("umls", text, MAX_MATCHES);
  }

  /** By the rules of ICD-10; by the imported list too, where there is one. */
  checkCodes(codes: readonly string[]): CodeCheck[] {
    const { terminologies } = this.#store;
    const hasList = terminologies.list().some(({ kind }) => kind === "icd10");
    return codes.map((text) => {
      const { code, possible, chapter, reason } = checkIcd10(text);
      const title = hasList ? terminologies.nameOf("icd10", code) : null;
      return {
        code: code.slice(0, 40),
        possible,
        listed: hasList ? title !== null : null,
        title,
        chapter: chapter === null ? null : `${chapter.number} ${chapter.title}`,
        reason,
      };
    });
  }

  expand(text: string, threshold = DEFAULT_THRESHOLD): Expanded {
    return this.#normaliser().abbreviations.expand(text, threshold);
  }

  /** The texts of a dataset with abbreviations written out, as a new version; ids stay. */
  async normalise(request: NormaliseRequest, call: CallOptions = {}): Promise<NormaliseOutcome> {
    const source = this.#store.datasets.resolve(request.dataset);
    const threshold = request.threshold ?? DEFAULT_THRESHOLD;
    const synonyms = request.synonyms ?? false;
    const tally = new NormaliseTally();
    const { version } = await writeDerived(
      this.#store,
      {
        name: request.name ?? `${source.name} normalised`.slice(0, 200),
        kind: source.kind,
        mapping: source.mapping,
        derivation: {
          method: "normalise",
          parentHash: source.hash,
          settings: { threshold, synonyms },
        },
        action: "terminology.normalise",
        phase: "normalising",
        total: source.rows,
      },
      this.#normalised(source.hash, { threshold, synonyms }, tally),
      call,
    );
    return { version, ...tally.report() };
  }

  *#normalised(
    hash: string,
    how: { readonly threshold: number; readonly synonyms: boolean },
    tally: NormaliseTally,
  ): Generator<DatasetRow> {
    const normaliser = this.#normaliser();
    for (const { index: _, ...row } of this.#store.datasets.rows(hash)) {
      const result = normaliser.normalise(row.text, how);
      tally.add(result, result.text !== row.text);
      yield { ...row, text: result.text };
    }
  }

  async #import(
    kind: TerminologyKind,
    name: string,
    { onProgress, signal }: CallOptions,
    read: (staged: StagedTerminology) => Promise<void>,
  ): Promise<Terminology> {
    const staged = this.#store.terminologies.stage(kind, name);
    try {
      await read(staged);
      for (const share of staged.finish()) {
        onProgress?.({ phase: "sorting", done: Math.round(share * 1000), total: 1000 });
        await new Promise((resolve) => setImmediate(resolve));
        throwIfCancelled(signal, "The import");
      }
      return this.#store.command("terminology.import", (entry) => {
        entry.about("setting", `terminology ${kind}`);
        return this.#store.terminologies.commit(staged);
      });
    } catch (error) {
      staged.discard();
      throw error;
    }
  }

  async #read(
    path: string,
    kind: TermsKind,
    { onProgress, signal }: CallOptions,
    take: (lines: readonly TermLine[]) => void,
  ): Promise<void> {
    const file = await this.#open({ path, kind });
    let batch: TermLine[] = [];
    const flush = () => {
      take(batch);
      batch = [];
      throwIfCancelled(signal, "The import");
      onProgress?.({ phase: `reading ${kind}`, done: file.doneBytes, total: file.totalBytes });
    };
    for await (const line of file.lines) {
      batch.push(line);
      if (batch.length >= BATCH) flush();
    }
    flush();
  }
}

function term({ concept, text, preferred }: TermLine) {
  return { concept, name: text, preferred };
}

/** More phrases for one training situation, "|" between them; [a;b] gives alternatives. */
export interface WiderSituation {
  readonly core: string;
  readonly support: string;
  readonly absent: string;
  readonly ask: string;
}

/** By protocol name, then by the name of the training situation. */
export type WiderWordings = Readonly<Record<string, Readonly<Record<string, WiderSituation>>>>;

/** How much of a reference answer's words an answer has. */

/**
 * Words as both figures count them: lower case, runs of letters and digits. Unlike SQuAD's script no
 * article is dropped: that rule is English alone.
 */
export function words(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/**
 * F1 of the words shared, each counted as often as both have it (Rajpurkar et al. 2016, SQuAD).
 * Two empty texts agree; one empty text shares nothing.
 */
export function tokenF1(answer: readonly string[], reference: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of reference) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of answer) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared++;
  }
  return overlapF1(shared, answer.length, reference.length);
}

/** F1 of the longest common subsequence of words (Lin 2004, ROUGE-L of one sentence, beta 1). */
export function rougeL(answer: readonly string[], reference: readonly string[]): number {
  return overlapF1(longestCommon(answer, reference), answer.length, reference.length);
}

function overlapF1(shared: number, answered: number, wanted: number): number {
  if (answered === 0 && wanted === 0) return 1;
  return answered + wanted === 0 ? 0 : (2 * shared) / (answered + wanted);
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Uint32Array(b.length + 1);
  let row = new Uint32Array(b.length + 1);
  for (const word of a) {
    for (const [j, other] of b.entries()) {
      row[j + 1] = word === other ? (above[j] ?? 0) + 1 : Math.max(above[j + 1] ?? 0, row[j] ?? 0);
    }
    [above, row] = [row, above];
  }
  return above[b.length] ?? 0;
}

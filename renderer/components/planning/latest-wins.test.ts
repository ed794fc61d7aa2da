import { describe, expect, it } from "vitest";
import { LatestWins } from "./latest-wins.ts";

function harness() {
  const asked: number[] = [];
  const told: string[] = [];
  const waiting: { resolve: (answer: string) => void; reject: (error: Error) => void }[] = [];
  const line = new LatestWins<number, string>(
    (question) => {
      asked.push(question);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    (question, answer) => told.push(`${question}: ${answer}`),
    (question, error) => told.push(`${question}! ${(error as Error).message}`),
  );
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { line, asked, told, waiting, settled };
}

describe("the latest question wins", () => {
  it("and those between are never asked", async () => {
    const { line, asked, told, waiting, settled } = harness();
    for (const question of [1, 2, 3, 4]) line.ask(question);
    expect(asked).toEqual([1]);
    waiting[0]?.resolve("a");
    await settled();
    expect(asked).toEqual([1, 4]);
    waiting[1]?.resolve("b");
    await settled();
    expect(told).toEqual(["1: a", "4: b"]);
  });

  it("also after one failed", async () => {
    const { line, asked, told, waiting, settled } = harness();
    line.ask(1);
    line.ask(2);
    waiting[0]?.reject(new Error("no"));
    await settled();
    waiting[1]?.resolve("yes");
    await settled();
    line.ask(3);
    expect(asked).toEqual([1, 2, 3]);
    expect(told).toEqual(["1! no", "2: yes"]);
  });

  it("and a closed line tells nothing", async () => {
    const { line, asked, told, waiting, settled } = harness();
    line.ask(1);
    line.ask(2);
    line.close();
    waiting[0]?.resolve("late");
    await settled();
    expect(asked).toEqual([1]);
    expect(told).toEqual([]);
  });
});

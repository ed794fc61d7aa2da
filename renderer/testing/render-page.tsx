// A page of the window in a document of memory, over a bridge whose answers the test writes. What
// goes over the bridge is checked by the contract, both ways, as the real one does.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render } from "@testing-library/react";
import type { ComponentType } from "react";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import type { AnyEntry, Entries } from "../../electron/shared/contract/define.ts";
import { contract } from "../../electron/shared/contract/index.ts";
import { capture, type Result } from "../../electron/shared/result.ts";
import { NoticeRoot } from "../app/notices/notices.tsx";
import { ThemeRoot } from "../app/theme/ThemeRoot.tsx";

// A busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });

/** Answers by entry: `{ "models.list": () => [...] }`. */
export type Answers = Readonly<Record<string, (input: never) => unknown>>;

export interface Asked {
  readonly entry: string;
  readonly input: unknown;
}

export function fakeBridge(answers: Answers): { asked: Asked[] } {
  const asked: Asked[] = [];
  const call = (name: string, entry: AnyEntry) => (input: unknown) =>
    capture(async () => {
      const answer = answers[name] as ((input: unknown) => unknown) | undefined;
      if (answer === undefined) throw new Error(`the test has no answer to ${name}`);
      const parsed = entry.input.parse(input);
      asked.push({ entry: name, input: parsed });
      return entry.output.parse(await answer(parsed));
    }) as Promise<Result<unknown>>;
  const domains = Object.entries(contract).map(([domain, { entries }]) => [
    domain,
    Object.fromEntries(
      Object.entries(entries as Entries).map(([name, entry]) => [
        name,
        // A stream that says nothing, and is left.
        entry.verb === "stream" ? () => () => {} : call(`${domain}.${name}`, entry),
      ]),
    ),
  ]);
  Object.assign(window, { workbench: Object.fromEntries(domains) });
  return { asked };
}

/** Renders a page at an address; `history` is where it went. */
export function renderPage(Page: ComponentType, path: string): { history: string[] } {
  const { hook, searchHook, history } = memoryLocation({ path, record: true });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <ThemeRoot>
        <NoticeRoot>
          <Router hook={hook} searchHook={searchHook}>
            <Page />
          </Router>
        </NoticeRoot>
      </ThemeRoot>
    </QueryClientProvider>,
  );
  return { history };
}

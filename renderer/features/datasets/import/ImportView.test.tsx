// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Router } from "wouter";
import { memoryLocation } from "wouter/memory-location";
import type { DatasetPreview } from "../../../../electron/shared/domain/dataset-preview.ts";
import { NoticeRoot } from "../../../app/notices/notices.tsx";
import { ImportView } from "./ImportView.tsx";

const HASH = "ab".repeat(32);
const NONE = { text: null, label: null, group: null, id: null, answer: null, part: null };
type Role = keyof typeof NONE;

function previewOf(mapping: Partial<Record<Role, string>>): DatasetPreview {
  const sources = {
    text: "none",
    label: "none",
    group: "none",
    id: "none",
    answer: "none",
  } as const;
  const column = (name: string) => ({
    name,
    filled: 2,
    distinct: 2,
    meanChars: 9,
    unusable: null,
  });
  const chosen = mapping.text !== undefined;
  return {
    kind: "csv",
    fixed: false,
    columns: ["befund", "art", "pid"].map(column),
    mapping: { ...NONE, ...mapping },
    sources: { ...sources, part: "none", text: chosen ? "content" : "none" },
    problem: chosen ? null : { message: "No column is chosen as the text.", hint: "Choose one." },
    rows: [
      { sourceRow: 2, cells: ["<b>chest pain</b>", "CT", "p1"], reject: null },
      { sourceRow: 3, cells: ["", "CT", "p2"], reject: "text: empty" },
    ],
    read: {
      rows: chosen ? 1 : 0,
      rejects: 1,
      duplicates: 0,
      unlabelled: 0,
      whole: true,
      bytes: 10,
      totalBytes: 10,
    },
    rejects: [{ file: 0, sourceRow: 3, reason: "text: empty" }],
    rejectReasons: [{ reason: "text: empty", rows: 1 }],
    labels: [],
    labelCount: 0,
  };
}

const preview = vi.fn();
const importFiles = vi.fn();

beforeEach(() => {
  preview
    .mockReset()
    .mockImplementation(async ({ mapping }: { mapping?: Record<Role, string> }) => {
      const said = Object.entries(mapping ?? { text: "befund" }).filter(([, name]) => name !== "-");
      return { ok: true, value: previewOf(Object.fromEntries(said)) };
    });
  importFiles.mockReset();
  const bridge = {
    datasets: { preview, import: importFiles },
    tasks: { watch: () => () => {} },
  };
  Object.defineProperty(window, "workbench", { value: bridge, configurable: true });
});
afterEach(cleanup);

function show(files = 1) {
  const { hook, history } = memoryLocation({ path: "/datasets", record: true });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const chosen = Array.from({ length: files }, (_, i) => ({
    handle: `file-aaaaaaa${i}`,
    name: `orders ${i + 1}.csv`,
    bytes: 10,
    folder: false,
  }));
  const onLeave = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <NoticeRoot>
        <Router hook={hook}>
          <ImportView files={chosen} onLeave={onLeave} />
        </Router>
      </NoticeRoot>
    </QueryClientProvider>,
  );
  return { history, onLeave, user: userEvent.setup() };
}

const imports = () => screen.findByRole<HTMLButtonElement>("button", { name: /^Import/ });

it("shows the guess as a guess, the rows as text, and why a row is left out", async () => {
  show();
  expect(await screen.findByText(/Guessed by its contents/)).toBeTruthy();
  expect(screen.getByText("<b>chest pain</b>")).toBeTruthy();
  expect(screen.getByText("Not imported: text: empty")).toBeTruthy();
  expect((await imports()).textContent).toBe("Import 1 row");
});

it("asks again with everything settled when a role changes", async () => {
  const { user } = show();
  await user.click(await screen.findByRole("combobox", { name: "Label" }));
  await user.click(await screen.findByRole("option", { name: "art" }));
  await waitFor(() => expect(preview).toHaveBeenCalledTimes(2));
  expect(preview.mock.calls[1]?.[0]).toEqual({
    file: "file-aaaaaaa0",
    mapping: { text: "befund", label: "art", group: "-", id: "-", answer: "-", part: "-" },
  });
});

it("cannot import without a text column, and says so", async () => {
  const { user } = show();
  await user.click(await screen.findByRole("combobox", { name: "Text" }));
  await user.click(await screen.findByRole("option", { name: "Choose a column" }));
  expect(await screen.findByText("No column is chosen as the text.")).toBeTruthy();
  expect((await imports()).disabled).toBe(true);
});

it("imports what was shown, and goes to the dataset", async () => {
  importFiles.mockResolvedValue({
    ok: true,
    value: { version: { hash: HASH, name: "orders", version: 1, rows: 1 }, existing: false },
  });
  const { user, history, onLeave } = show(2);
  await screen.findByText(/Guessed by its contents/);
  // The second file was not looked at: how many rows there are is not known.
  expect((await imports()).textContent).toBe("Import");
  await user.click(await imports());
  await screen.findByText("Imported 1 row as orders, version 1.");
  expect(importFiles.mock.calls[0]?.[0]).toEqual({
    files: ["file-aaaaaaa0", "file-aaaaaaa1"],
    options: {
      name: "orders 1",
      kind: "csv",
      mapping: { text: "befund", label: "-", group: "-", id: "-", answer: "-", part: "-" },
    },
  });
  expect(history.at(-1)).toBe(`/datasets/${HASH}`);
  expect(onLeave).toHaveBeenCalled();
});

it("shows a failed import in words and stays", async () => {
  importFiles.mockResolvedValue({
    ok: false,
    error: { code: "DISK_FULL", message: "The disk is full.", hint: "Free some.", details: {} },
  });
  const { user, onLeave } = show();
  await screen.findByText(/Guessed by its contents/);
  await user.click(await imports());
  expect(await screen.findByText("The disk is full.")).toBeTruthy();
  expect(onLeave).not.toHaveBeenCalled();
});

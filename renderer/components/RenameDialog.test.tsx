// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentProps, useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../electron/shared/errors.ts";
import { renderPage } from "../testing/render-page.tsx";
import { RenameDialog } from "./RenameDialog.tsx";

afterEach(cleanup);

function show(more: Partial<ComponentProps<typeof RenameDialog>> = {}) {
  const onSave = vi.fn();
  const onClose = vi.fn();
  const given = { title: "Rename", label: "New name", value: "orders-1", pending: false };
  const rest = { error: null, onSave, onClose, ...more };
  renderPage(() => <RenameDialog {...given} {...rest} />, "/");
  return { onSave, onClose, user: userEvent.setup() };
}

const box = () => screen.getByRole<HTMLInputElement>("textbox", { name: "New name" });
const save = () => screen.getByRole<HTMLButtonElement>("button", { name: "Save" });

describe("a new name", () => {
  it("starts from the old one, in a dialog that says what it is for", () => {
    show();
    screen.getByRole("dialog", { name: "Rename" });
    expect(box().value).toBe("orders-1");
  });

  it("is sent without the spaces around it, and the caller closes", async () => {
    const { onSave, onClose, user } = show();
    await user.clear(box());
    await user.type(box(), "  kidney orders  ");
    await user.click(save());
    expect(onSave.mock.calls).toEqual([["kidney orders"]]);
    expect(onClose).not.toHaveBeenCalled();
  });

  it("is never empty", async () => {
    const { onSave, user } = show();
    await user.clear(box());
    await user.type(box(), "   {Enter}");
    expect(save().disabled).toBe(true);
    expect(onSave).not.toHaveBeenCalled();
  });

  it("is not sent twice while it is being kept", async () => {
    const { onSave, user } = show({ pending: true });
    await user.type(box(), "{Enter}");
    expect(save().disabled).toBe(true);
    expect(onSave).not.toHaveBeenCalled();
  });

  it("stays in the box when it is refused, with the reason and what to do", async () => {
    const refused = new AppError("CONFLICT", "The name is taken.", { hint: "Choose another." });
    const Refusing = () => {
      const [error, setError] = useState<AppError | null>(null);
      const words = { title: "Rename", label: "New name", value: "orders-1", pending: false };
      const onSave = () => setError(refused);
      return <RenameDialog {...words} error={error} onSave={onSave} onClose={() => {}} />;
    };
    renderPage(Refusing, "/");
    const user = userEvent.setup();
    expect(screen.queryByRole("alert")).toBeNull();
    await user.type(box(), "-2");
    await user.click(save());
    expect(screen.getByRole("alert").textContent).toContain("The name is taken.Choose another.");
    expect(box().value).toBe("orders-1-2");
  });

  it("is left by Cancel", async () => {
    const { onSave, onClose, user } = show();
    await user.type(box(), "-2");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(onClose).toHaveBeenCalledOnce();
    expect(onSave).not.toHaveBeenCalled();
  });
});

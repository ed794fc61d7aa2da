/** What a page says that it never should: errors, and what its content policy had to stop. */
import type { Page } from "playwright-core";

export interface WindowProblems {
  /** Errors on the console and errors nobody caught. */
  readonly errors: string[];
  /** Reports of the content security policy. */
  readonly policy: string[];
}

/** Chromium keeps what was said before anyone listened, so the first load counts too. */
export function watchProblems(page: Page): WindowProblems {
  const problems: WindowProblems = { errors: [], policy: [] };
  page.on("console", (message) => {
    const text = message.text();
    if (/Content Security Policy/i.test(text)) problems.policy.push(text);
    else if (message.type() === "error") problems.errors.push(text);
  });
  page.on("pageerror", (error) => problems.errors.push(error.stack ?? error.message));
  return problems;
}

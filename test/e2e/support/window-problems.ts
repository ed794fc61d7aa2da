/** What a page says that it never should: errors, and what its content policy had to stop. */
import type { Page } from "playwright-core";

export interface WindowProblems {
  /** Errors on the console and errors nobody caught. */
  readonly errors: string[];
  /** Reports of the content security policy. */
  readonly policy: string[];
}

/** Chromium 148 says so of a directive of the policy that is there for newer ones. */
const UNKNOWN_WEBRTC = "Unrecognized Content-Security-Policy directive 'webrtc'.";

/** Chromium keeps what was said before anyone listened, so the first load counts too. */
export function watchProblems(page: Page): WindowProblems {
  const problems: WindowProblems = { errors: [], policy: [] };
  page.on("console", (message) => {
    const text = message.text();
    if (text === UNKNOWN_WEBRTC) return;
    if (/Content Security Policy/i.test(text)) problems.policy.push(text);
    else if (message.type() === "error") problems.errors.push(text);
  });
  page.on("pageerror", (error) => problems.errors.push(error.stack ?? error.message));
  return problems;
}

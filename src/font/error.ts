/** A font that cannot be used, with what to do about it. Carries a message for people, not a stack for programmers. */
export type FontProblem = "not-a-font" | "web-font" | "corrupt" | "unsupported" | "unreadable";

export class FontError extends Error {
  readonly problem: FontProblem;
  readonly hint: string;

  constructor(problem: FontProblem, message: string, hint = "", options?: { cause?: unknown }) {
    super(message, options);
    this.name = "FontError";
    this.problem = problem;
    this.hint = hint;
  }
}

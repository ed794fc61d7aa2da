/** A set-up step that cannot go on, with the one thing a person can do about it. */
export class SetupError extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} hint    what to do, ready to paste where it is a command
   */
  constructor(message, hint) {
    super(message);
    this.name = "SetupError";
    this.hint = hint;
  }
}

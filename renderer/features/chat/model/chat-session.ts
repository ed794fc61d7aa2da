/**
 * The conversation on the chat page. It lives outside the page, so that leaving the page neither
 * stops an answer nor loses it.
 */
import type {
  Conversation,
  Pane,
  PromptStyle,
} from "../../../../electron/shared/domain/conversation.ts";
import { type Sampling, SamplingSchema } from "../../../../electron/shared/domain/sampling.ts";
import { type AppError, toAppError } from "../../../../electron/shared/errors.ts";
import type { Api } from "../../../api/client.ts";
import {
  afterEvent,
  afterFailure,
  type LiveTurn,
  storedTurn,
  turnToStore,
  waitingAnswer,
} from "./turn.ts";

export interface ChatSettings {
  readonly run: string | null;
  /** "best", "last" or a step. */
  readonly checkpoint: string;
  /** null: as the run was trained. */
  readonly style: PromptStyle | null;
  readonly sampling: Sampling;
}

export interface ChatState {
  readonly conversation: Conversation | null;
  readonly settings: ChatSettings;
  readonly turns: readonly LiveTurn[];
  /** The turn that is being answered, and by whom. */
  readonly busy: { readonly index: number; readonly panes: readonly Pane[] } | null;
  /** A conversation could not be kept. */
  readonly saveError: AppError | null;
}

/** What the chosen run learned, as far as asking it goes. */
export interface RunFacts {
  readonly style: PromptStyle;
  readonly hasLabels: boolean;
}

const BOTH: readonly Pane[] = ["base", "tuned"];

export const INITIAL: ChatState = {
  conversation: null,
  settings: { run: null, checkpoint: "best", style: null, sampling: SamplingSchema.parse({}) },
  turns: [],
  busy: null,
  saveError: null,
};

export class ChatSession {
  readonly #api: Api;
  readonly #listeners = new Set<() => void>();
  #state = INITIAL;
  #answerId: string | null = null;
  #lastId = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  get state(): ChatState {
    return this.#state;
  }

  readonly getState = (): ChatState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  choose(change: Partial<ChatSettings>): void {
    const before = this.#state.settings;
    const settings = { ...before, ...change };
    // Another run has other checkpoints and was trained with another prompt.
    const other = change.run !== undefined && change.run !== before.run;
    if (other) Object.assign(settings, { checkpoint: "best", style: null });
    this.#set({ settings });
    // Its answers would stand among those of another model.
    if (other && this.#state.turns.length > 0 && this.#state.busy === null) this.startNew();
  }

  startNew(): void {
    if (this.#state.busy !== null) return;
    this.#set({ conversation: null, turns: [], saveError: null });
  }

  async open(id: string): Promise<void> {
    if (this.#state.busy !== null) return;
    const { conversation, turns } = await this.#api.conversations.get({ conversation: id });
    const settings = { ...this.#state.settings, run: conversation.runId };
    const last = turns.at(-1);
    const sampling = (last?.tuned ?? last?.base)?.sampling ?? settings.sampling;
    if (conversation.runId !== this.#state.settings.run) settings.checkpoint = "best";
    this.#set({
      conversation,
      turns: turns.map(storedTurn),
      settings: { ...settings, sampling, style: last?.style ?? settings.style },
      saveError: null,
    });
  }

  /** The conversation was renamed or deleted elsewhere on the page. */
  renamed(conversation: Conversation): void {
    if (this.#state.conversation?.id === conversation.id) this.#set({ conversation });
  }

  async ask(question: string, facts: RunFacts): Promise<void> {
    const { settings, turns, busy } = this.#state;
    if (busy !== null || settings.run === null || question.trim() === "") return;
    const turn: LiveTurn = {
      question,
      style: settings.style ?? facts.style,
      askedAt: Date.now(),
      base: waitingAnswer(settings.sampling),
      tuned: waitingAnswer(settings.sampling),
      scores: null,
      scoring: facts.hasLabels,
      error: null,
      storedAt: null,
    };
    const index = turns.length;
    this.#set({ turns: [...turns, turn], busy: { index, panes: BOTH } });
    await Promise.all([
      this.#answer(index, BOTH, settings.sampling),
      facts.hasLabels ? this.#score(index) : null,
    ]);
    await this.#finish(index);
  }

  /** Asks one side again. Where chance plays a part, with the next seed. */
  async regenerate(index: number, pane: Pane): Promise<void> {
    const { settings, turns, busy } = this.#state;
    const turn = turns[index];
    if (busy !== null || turn === undefined || settings.run === null) return;
    const before = turn[pane]?.sampling;
    const drawn = settings.sampling.temperature > 0 && before !== undefined;
    const seed = drawn ? (before.seed + 1) % 2 ** 32 : settings.sampling.seed;
    const sampling = { ...settings.sampling, seed };
    this.#turn(index, (t) => ({ ...t, [pane]: waitingAnswer(sampling), error: null }));
    this.#set({ busy: { index, panes: [pane] } });
    await this.#answer(index, [pane], sampling);
    await this.#finish(index);
  }

  async stop(): Promise<void> {
    if (this.#answerId !== null) await this.#api.chat.stop({ id: this.#answerId });
  }

  #answer(index: number, panes: readonly Pane[], sampling: Sampling): Promise<void> {
    const { settings, turns } = this.#state;
    const turn = turns[index];
    if (settings.run === null || turn === undefined) return Promise.resolve();
    this.#lastId += 1;
    const id = `answer-${this.#lastId}`;
    this.#answerId = id;
    const { run, checkpoint } = settings;
    return new Promise((resolve) => {
      this.#api.chat.reply(
        {
          run,
          checkpoint,
          messages: [{ role: "user", text: turn.question }],
          promptStyle: turn.style,
          sampling,
          panes: [...panes],
          id,
        },
        {
          onEvents: (events) =>
            this.#turn(index, (t) => events.reduce((now, e) => afterEvent(now, e, Date.now()), t)),
          onEnd: (error) => {
            this.#answerId = null;
            if (error !== null) this.#turn(index, (t) => afterFailure(t, panes, error));
            resolve();
          },
        },
      );
    });
  }

  async #score(index: number): Promise<void> {
    const { settings, turns } = this.#state;
    const text = turns[index]?.question;
    if (settings.run === null || text === undefined) return;
    try {
      const { run, checkpoint } = settings;
      const scores = await this.#api.chat.scores({ run, checkpoint, text });
      this.#turn(index, (t) => ({ ...t, scores, scoring: false }));
    } catch (error) {
      const failed = toAppError(error);
      this.#turn(index, (t) => ({ ...t, scoring: false, error: t.error ?? failed }));
    }
  }

  async #finish(index: number): Promise<void> {
    this.#set({ busy: null });
    const { turns, conversation, settings } = this.#state;
    const current = turns[index];
    const turn = current === undefined ? null : turnToStore(current);
    if (turn === null || settings.run === null) return;
    const storedAt = current?.storedAt ?? null;
    try {
      const saved = await this.#api.conversations.save({
        run: settings.run,
        turn,
        ...(conversation === null ? {} : { conversation: conversation.id }),
        ...(storedAt === null ? {} : { index: storedAt }),
      });
      this.#turn(index, (t) => ({ ...t, storedAt: saved.index }));
      this.#set({ conversation: saved.conversation, saveError: null });
    } catch (error) {
      this.#set({ saveError: toAppError(error) });
    }
  }

  #turn(index: number, change: (turn: LiveTurn) => LiveTurn): void {
    this.#set({ turns: this.#state.turns.map((turn, i) => (i === index ? change(turn) : turn)) });
  }

  #set(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

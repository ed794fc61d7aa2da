import {
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { AppError } from "../../electron/shared/errors.ts";
import type { ApiCall, ApiStream } from "./client.ts";

type QueryChoices<O> = Omit<UseQueryOptions<O, AppError>, "queryKey" | "queryFn">;

/** Asks and keeps the answer; the key is the entry and its input. */
export function useApiQuery<I, O>(
  call: ApiCall<I, O>,
  input: I,
  options: QueryChoices<O> = {},
): UseQueryResult<O, AppError> {
  return useQuery<O, AppError>({
    queryKey: [...call.key.split("."), input],
    queryFn: () => call(input),
    ...options,
  });
}

export interface CommandChoices<O> {
  /** Domains ("runs") or entries ("runs.list") whose answers are stale afterwards. */
  readonly invalidates?: readonly string[];
  readonly onSuccess?: (output: O) => void;
  readonly onError?: (error: AppError) => void;
}

export function useApiCommand<I, O>(
  call: ApiCall<I, O>,
  choices: CommandChoices<O> = {},
): UseMutationResult<O, AppError, I> {
  const client = useQueryClient();
  return useMutation<O, AppError, I>({
    mutationKey: [call.key],
    mutationFn: (input) => call(input),
    onSuccess: async (output) => {
      const stale = choices.invalidates ?? [];
      await Promise.all(stale.map((key) => client.invalidateQueries({ queryKey: key.split(".") })));
      choices.onSuccess?.(output);
    },
    ...(choices.onError === undefined ? {} : { onError: choices.onError }),
  });
}

export interface StreamChoices {
  readonly onEnd?: (error: AppError | null) => void;
}

/** Listens while the component stands and the input is not null; a new input opens a new stream. */
export function useApiStream<I, E>(
  stream: ApiStream<I, E>,
  input: I | null,
  onEvents: (events: readonly E[]) => void,
  choices: StreamChoices = {},
): void {
  const latest = useRef({ onEvents, onEnd: choices.onEnd });
  latest.current = { onEvents, onEnd: choices.onEnd };
  const key = input === null ? null : JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the input is compared by its value
  useEffect(() => {
    if (input === null) return;
    return stream(input, {
      onEvents: (events) => latest.current.onEvents(events),
      onEnd: (error) => latest.current.onEnd?.(error),
    });
  }, [stream, key]);
}

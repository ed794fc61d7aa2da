import type { FilePurpose } from "../../shared/contract/files.ts";
import type { Workbench } from "../compose.ts";
import type { Session } from "../services/api/session.ts";
import type { FileHandles } from "./file-handles.ts";
import type { TaskBoard } from "./task-board.ts";

/** What the handlers may use. Electron itself is behind these ports. */
export interface HandlerHost {
  /** The open workbench; throws STORE_LOCKED while the person has not unlocked it. */
  readonly workbench: () => Workbench;
  readonly session: Session<Workbench>;
  readonly files: FileHandles;
  readonly tasks: TaskBoard;
  readonly dialogs: DialogPort;
}

export interface DialogPort {
  /** Paths the person chose in the system's dialog; empty when it was closed. */
  choose(purpose: FilePurpose, suggestedName: string | undefined): Promise<string[]>;
}

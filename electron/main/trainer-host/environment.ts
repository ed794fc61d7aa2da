/** Names the trainer process may inherit. What loads code into a process or carries a secret is out. */
const ALLOWED: ReadonlySet<string> = new Set([
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LANGUAGE",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "windir",
  "NUMBER_OF_PROCESSORS",
  "CUDA_VISIBLE_DEVICES",
  "CUDA_DEVICE_ORDER",
  "ROCR_VISIBLE_DEVICES",
  "DIFFERENTIAL_ISA",
  "DIFFERENTIAL_NATIVE_DIR",
  "RANK",
  "LOCAL_RANK",
  "WORLD_SIZE",
  "MASTER_ADDR",
  "MASTER_PORT",
]);

export function trainerEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => ALLOWED.has(name) || name.startsWith("LC_") || name.startsWith("SLURM_"),
  );
  return Object.fromEntries(kept);
}

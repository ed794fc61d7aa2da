import { expect, it } from "vitest";
import { trainerEnvironment } from "./environment.ts";

it("hands over what a process needs and nothing that loads code or is secret", () => {
  const env = trainerEnvironment({
    PATH: "/bin",
    LC_ALL: "C",
    DIFFERENTIAL_ISA: "avx2",
    CUDA_VISIBLE_DEVICES: "0",
    NODE_OPTIONS: "--require evil",
    NODE_EXTRA_CA_CERTS: "x",
    LD_PRELOAD: "evil.so",
    LD_LIBRARY_PATH: "/evil",
    ELECTRON_RUN_AS_NODE: "1",
    DIFFERENTIAL_PASSPHRASE: "secret",
    AWS_SECRET_ACCESS_KEY: "secret",
  });
  expect(env).toEqual({
    PATH: "/bin",
    LC_ALL: "C",
    DIFFERENTIAL_ISA: "avx2",
    CUDA_VISIBLE_DEVICES: "0",
  });
});

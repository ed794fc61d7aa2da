import { type Finding, isUnder, type NativeFile, type Project } from "../project.ts";

const nodeHeader = /^(napi(-inl)?|node_api|node_api_types|js_native_api|node|v8|uv)\.h$/;
const cudaHeader =
  /^(cuda|cublas|cudnn|curand|cusparse|nccl|nvrtc|nvtx|nvml|cub\/|thrust\/|cooperative_groups)/;
/** What may stand in the public C ABI besides its own headers: no STL. */
const abiHeader = /^(std(int|def|bool)\.h|cstd(int|def)|c?float\.h|c?limits\.h)$/;

interface NativeLayer {
  applies: (path: string) => boolean;
  rule: string;
  allows: (include: NativeFile["includes"][number], path: string) => boolean;
}

const backendOf = (path: string) => /^native\/backends\/([^/]+)\//.exec(path)?.[1];

const nativeLayers: NativeLayer[] = [
  {
    applies: (path) => isUnder(path, "native/core"),
    rule: "native/core includes neither CUDA nor N-API headers",
    allows: ({ name }) => !nodeHeader.test(name) && !cudaHeader.test(name),
  },
  {
    applies: (path) => isUnder(path, "native/core"),
    rule: "native/core includes native/include and native/core alone",
    allows: ({ file }) =>
      file === undefined || isUnder(file, "native/include") || isUnder(file, "native/core"),
  },
  {
    applies: (path) => backendOf(path) !== undefined,
    rule: "a backend includes native/include, native/core and its own headers alone",
    allows: ({ file }, path) =>
      file === undefined ||
      isUnder(file, "native/include") ||
      isUnder(file, "native/core") ||
      backendOf(file) === backendOf(path),
  },
  {
    applies: (path) => isUnder(path, "native") && !isUnder(path, "native/addon"),
    rule: "native/addon alone includes N-API headers",
    allows: ({ name }) => !nodeHeader.test(name),
  },
  {
    applies: (path) => isUnder(path, "native") && !isUnder(path, "native/backends/cuda"),
    rule: "native/backends/cuda alone includes CUDA headers",
    allows: ({ name, file }) => file !== undefined || !cudaHeader.test(name),
  },
  {
    applies: (path) => isUnder(path, "native/include"),
    rule: "native/include is a C ABI: its own headers and C headers alone",
    allows: ({ name, file }) =>
      file === undefined ? abiHeader.test(name) : isUnder(file, "native/include"),
  },
];

export function checkNativeLayers(project: Project): Finding[] {
  const findings: Finding[] = [];
  for (const file of project.native) {
    for (const layer of nativeLayers) {
      if (!layer.applies(file.path)) continue;
      for (const include of file.includes) {
        if (layer.allows(include, file.path)) continue;
        const message = `includes ${include.name}: ${layer.rule}`;
        findings.push({ path: file.path, line: include.line, message });
      }
    }
  }
  return findings;
}

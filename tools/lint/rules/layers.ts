import { type Finding, isTest, isUnder, type Project, type ResolvedImport } from "../project.ts";

/** What the files of one folder may import. Tests are free: they put layers together. */
export interface Layer {
  folder: string;
  /** Said when the rule is broken. */
  rule: string;
  allows: (one: ResolvedImport, from: string) => boolean;
}

const isNode = (one: ResolvedImport) => one.package?.startsWith("node:") === true;
const intoAny = (one: ResolvedImport, ...folders: string[]) =>
  one.file !== undefined && folders.some((folder) => isUnder(one.file ?? "", folder));

/** The feature a renderer file belongs to, by its folder. */
const featureOf = (path: string) => /^renderer\/features\/([^/]+)\//.exec(path)?.[1];

export const layers: Layer[] = [
  {
    folder: "electron/shared",
    rule: "electron/shared imports itself and zod alone",
    allows: (one) => intoAny(one, "electron/shared") || one.package === "zod",
  },
  {
    folder: "electron/preload",
    rule: "electron/preload imports electron, electron/shared and itself alone",
    allows: (one) =>
      intoAny(one, "electron/shared", "electron/preload") || one.package === "electron",
  },
  {
    folder: "renderer",
    rule: "renderer imports electron/shared, itself and browser packages alone",
    allows: (one) =>
      one.file !== undefined
        ? intoAny(one, "electron/shared", "renderer")
        : one.package !== "electron" && !isNode(one),
  },
  {
    folder: "renderer/features",
    rule: "a feature never imports another feature",
    allows: (one, from) => {
      const target = featureOf(one.file ?? "");
      return target === undefined || target === featureOf(from);
    },
  },
  {
    folder: "electron/main/services",
    rule: "services import electron/shared, services, store types and the trainer protocol alone",
    allows: (one) =>
      one.file === undefined ||
      intoAny(one, "electron/shared", "electron/main/services") ||
      (one.typeOnly && intoAny(one, "electron/store")) ||
      /^electron\/main\/trainer-host\/protocol[\w-]*(\.ts|\/)/.test(one.file),
  },
  {
    folder: "electron/main/services",
    rule: "services know neither electron nor the file system",
    allows: (one) => !/^(electron|(node:)?fs(\/promises)?)$/.test(one.package ?? ""),
  },
  ...["store", "trainer-process", "parsers", "cli"].map((name) => ({
    folder: `electron/${name}`,
    rule: `electron/${name} runs without Electron and never imports it`,
    allows: (one: ResolvedImport) => one.package !== "electron",
  })),
  ...["electron", "renderer"].map((folder) => ({
    folder,
    rule: "the product never imports tools or test",
    allows: (one: ResolvedImport) => !intoAny(one, "tools", "test"),
  })),
];

export function checkLayers(project: Project): Finding[] {
  const findings: Finding[] = [];
  for (const file of project.typescript) {
    if (isTest(file.path)) continue;
    for (const layer of layers) {
      if (!isUnder(file.path, layer.folder)) continue;
      for (const one of file.imports) {
        if (layer.allows(one, file.path)) continue;
        const message = `imports ${one.specifier}: ${layer.rule}`;
        findings.push({ path: file.path, line: one.line, message });
      }
    }
  }
  return findings;
}

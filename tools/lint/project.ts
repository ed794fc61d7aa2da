import { posix } from "node:path";
import { type Include, parseIncludes } from "./native-source.ts";
import { type ImportSpecifier, parseTypeScript, type Text } from "./typescript-source.ts";

/** A file as the rules see it: its path from the repository root, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Finding {
  path: string;
  line: number;
  message: string;
}

/** One import, and what it names: a file of the repository, or a package (or a Node built-in). */
export interface ResolvedImport extends ImportSpecifier {
  file?: string;
  package?: string;
}

export interface TypeScriptFile extends SourceFile {
  imports: ResolvedImport[];
  /** Every string and template literal, in order. */
  texts: Text[];
}

export interface ResolvedInclude extends Include {
  /** Path in the repository, for the includes that lead to one of its files. */
  file?: string;
}

export interface NativeFile extends SourceFile {
  includes: ResolvedInclude[];
}

export interface Project {
  files: SourceFile[];
  typescript: TypeScriptFile[];
  native: NativeFile[];
}

export type Rule = (project: Project) => Finding[];

const typescriptName = /\.(ts|tsx|mts|mjs|js)$/;
const nativeName = /^native\/.*\.(h|cpp|cu|cuh)$/;

/** Parses the files once, for all rules. */
export function createProject(files: SourceFile[]): Project {
  const paths = new Set(files.map((file) => file.path));
  return {
    files,
    typescript: files
      .filter((file) => typescriptName.test(file.path))
      .map((file) => {
        const { imports, texts } = parseTypeScript(file.text);
        return { ...file, texts, imports: imports.map((one) => resolveImport(file.path, one)) };
      }),
    native: files
      .filter((file) => nativeName.test(file.path))
      .map((file) => ({
        ...file,
        includes: parseIncludes(file.text).map((one) => resolveInclude(file.path, one, paths)),
      })),
  };
}

function resolveImport(from: string, one: ImportSpecifier): ResolvedImport {
  if (one.specifier.startsWith(".")) {
    return { ...one, file: posix.join(posix.dirname(from), one.specifier) };
  }
  const parts = one.specifier.split("/");
  const name = one.specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
  return { ...one, package: one.specifier.startsWith("node:") ? one.specifier : name };
}

/** The compiler's order: beside the file, then native/include, then native. */
function resolveInclude(from: string, one: Include, paths: Set<string>): ResolvedInclude {
  const beside = one.quoted ? [posix.join(posix.dirname(from), one.name)] : [];
  const candidates = [...beside, posix.join("native/include", one.name), `native/${one.name}`];
  const file = candidates.find((candidate) => paths.has(candidate));
  return file === undefined ? one : { ...one, file };
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith("test/");
}

/** True for the folder itself and everything under it. */
export function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

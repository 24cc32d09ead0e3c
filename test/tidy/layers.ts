/** Holds source files against the layer table: one sentence for each import, package or folder that it does not allow. */
import { posix } from 'node:path';
import { importsComputed, importsOf } from './imports.ts';
import type { Layer } from './layer-table.ts';
import type { SourceFile } from './sources.ts';

/** Below this height nothing touches the machine it runs on: no `node:` module, unless the table names it. */
const FIRST_HEIGHT_WITH_NODE = 3;

/** The sentences, in the order of the files; empty when the house is in order. */
export function layerViolations(layers: readonly Layer[], files: readonly SourceFile[]): string[] {
  const byFolder = new Map(layers.map((layer) => [layer.folder, layer]));
  return files.flatMap((file) => {
    const folder = folderOf(file.path);
    const layer = byFolder.get(folder);
    if (layer === undefined) {
      return [
        `${file.path} lies in \`${folder}\`, a folder that the layer table does not list. Add a row that says what the folder is for and what it may import.`,
      ];
    }
    const sentences = importsOf(file.text).flatMap((specifier) =>
      specifier.startsWith('.') ? judgeFile(layer, file.path, specifier) : judgePackage(layer, file.path, specifier),
    );
    if (importsComputed(file.text) && !mayUseNode(layer)) {
      sentences.push(`${file.path} imports something it computes; \`${folder}\` may only name what it imports.`);
    }
    return sentences;
  });
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
}

function judgeFile(layer: Layer, path: string, specifier: string): string[] {
  const target = posix.join(posix.dirname(path), specifier);
  const allowed = layer.mayImport;
  if (folderOf(target) === layer.folder || allowed === 'all') return [];
  const module = target.replace(/\.[jt]s$/, '');
  if (allowed.some((name) => module === name || module.startsWith(`${name}/`))) return [];
  return [
    `${path} imports ${target}, but \`${layer.folder}\` may import ${list(allowed)}. Move what both need into a folder that both may import, or say in the layer table why the house changes.`,
  ];
}

function judgePackage(layer: Layer, path: string, specifier: string): string[] {
  const allowed = layer.packages;
  if (allowed === 'all' || allowed.some((name) => specifier === name || specifier.startsWith(`${name}/`))) return [];
  if (specifier.startsWith('node:')) {
    if (mayUseNode(layer)) return [];
    return [
      `${path} imports ${specifier}, but \`${layer.folder}\` must run anywhere: files, clocks, threads and processes belong to \`conformance\` and above. Take what is needed as an argument.`,
    ];
  }
  return [
    `${path} imports the package ${specifier}, but \`${layer.folder}\` may use ${list(allowed)}. Do without, or add the package to the layer table.`,
  ];
}

function mayUseNode(layer: Layer): boolean {
  return layer.height === null || layer.height >= FIRST_HEIGHT_WITH_NODE;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing else' : `only ${names.map((name) => `\`${name}\``).join(', ')}`;
}

import { Entity } from '@backstage/catalog-model';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Root of the repository. */
export const repositoryRoot = resolve(__dirname, '../../../..');

export interface EntityFile {
  /** Relative to the root of the repository. */
  path: string;
  entities: Entity[];
}

export interface Source {
  field: string;
  document: string;
  section: string;
}

/** Files below a folder of the repository, sorted, as paths relative to its root. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(repositoryRoot, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => relative(repositoryRoot, join(entry.parentPath, entry.name)))
    .sort();
}

/** The documents of a YAML file; throws on the first syntax error. */
export function readYaml(path: string): unknown[] {
  const text = readFileSync(join(repositoryRoot, path), 'utf8');
  return parseAllDocuments(text).map(document => {
    const [error] = document.errors;
    if (error) {
      throw new Error(`${path}: ${error.message}`);
    }
    return document.toJS();
  });
}

/** Every YAML file of a folder that holds entities. */
export function readEntityFiles(folder: string): EntityFile[] {
  return filesBelow(folder, '.yaml')
    .filter(path => !path.endsWith('.sources.yaml'))
    .map(path => ({ path, entities: readYaml(path) as Entity[] }));
}

/** The sidecar beside an entity file. */
export function readSources(path: string): Source[] {
  const [document] = readYaml(path.replace(/\.yaml$/, '.sources.yaml'));
  return (document as { sources: Source[] }).sources;
}

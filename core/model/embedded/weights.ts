import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ModelFailure, modelFailure } from '../failure/model-failure.ts';
import { downloadWeights, type Downloading } from './download-weights.ts';

export type Weights = { kind: 'file'; path: string } | { kind: 'hub'; repository: string; file: string };

type Folders = {
  /** Paths are relative to it. */
  folder: string;
  /** Where downloaded weights are kept. */
  cache: string;
};

export type WeightsPlace = Folders & Downloading & { download: boolean };

const segment = /^[A-Za-z0-9][\w.-]*$/;

/** Reads `PATH`, `hf:owner/repository/file.gguf` or `owner/repository:file.gguf`. */
export const parseWeights = (given: string): Weights => {
  const path = given.startsWith('hf:') ? given.slice(3).replace(':', '/') : shorthand(given);
  const [owner = '', name = '', ...file] = (path ?? '').split('/');
  const valid = [owner, name, ...file].every((part) => segment.test(part) && !part.includes('..'));
  return path !== undefined && file.length > 0 && valid
    ? { kind: 'hub', repository: `${owner}/${name}`, file: file.join('/') }
    : { kind: 'file', path: given };
};

const shorthand = (given: string): string | undefined =>
  /^[\w.-]+\/[\w.-]+:[^:]+\.gguf$/i.test(given) ? given.replace(':', '/') : undefined;

/** Where downloads go unless it is configured. */
export const modelCache = (env: NodeJS.ProcessEnv = process.env): string =>
  join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'casewright', 'models');

/** The file with the weights, downloaded if it is not there and may be. */
export const weightsFile = async (
  name: string,
  weights: Weights,
  { folder, cache, download, ...downloading }: WeightsPlace,
): Promise<{ ok: true; path: string; size: number } | ModelFailure> => {
  const path = pathOf(weights, { folder, cache });
  const size = await sizeOf(path);
  if (size !== undefined) return { ok: true, path, size };
  if (weights.kind === 'file' || !download) return notThere(name, weights, path);
  const downloaded = await downloadWeights({ name, path, ...weights }, downloading);
  return downloaded ?? { ok: true, path, size: (await sizeOf(path)) ?? 0 };
};

/** Why weights that must be there already are not; undefined if they are. */
export const missingWeights = async (
  name: string,
  weights: Weights,
  folders: Folders,
): Promise<ModelFailure | undefined> => {
  const path = pathOf(weights, folders);
  return (await sizeOf(path)) === undefined ? notThere(name, weights, path) : undefined;
};

const pathOf = (weights: Weights, { folder, cache }: Folders): string =>
  weights.kind === 'file' ? resolve(folder, weights.path) : join(cache, weights.repository, weights.file);

const notThere = (model: string, { kind }: Weights, path: string): ModelFailure =>
  modelFailure(kind === 'file' ? 'weights_missing' : 'weights_not_downloaded', { model, path });

const sizeOf = async (path: string): Promise<number | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? found.size : undefined;
};

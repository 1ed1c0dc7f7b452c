import { type Config, pullOllamaModel, visible } from '../core/index.ts';
import { say } from './say.ts';

type Wish = { spec: string; host: string; config: Config; signal: AbortSignal };

/**
 * Lets Ollama download the model that is wished for by name. False where nobody names one, or where it could not be had:
 * then whoever asks for the model says so.
 */
export async function pullModel({ spec, host, config, signal }: Wish): Promise<boolean> {
  const entry = config.models?.[spec];
  const model = spec.startsWith('ollama:')
    ? spec.slice('ollama:'.length)
    : entry?.provider === 'ollama'
      ? entry.model
      : undefined;
  if (model === undefined) return false;
  say.info(`Pulling ${visible(model)} …`);
  let shown = '';
  const pulled = await pullOllamaModel({
    host: entry?.base_url ?? host,
    model,
    signal,
    allowed_hosts: config.allowed_hosts,
    onProgress: ({ status, completed, total }) => {
      const line = total > 0 ? `${status} ${Math.floor((completed / total) * 10) * 10} %` : status;
      if (line !== shown) say.info(line);
      shown = line;
    },
  });
  if (!pulled.ok) say.warning(`${pulled.code}: ${visible(pulled.message)} → ${visible(pulled.hint)}`);
  return pulled.ok;
}

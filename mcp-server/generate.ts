import { ConfigurationError, problem } from '../core/index.ts';
import type { Call, Settings } from './define-tool.ts';
import type { GenerateArguments, Generated } from './generated.ts';
import { withHeartbeat } from './heartbeat.ts';
import { runGeneration } from './run-generation.ts';

/** Runs the pipeline for what the arguments name and writes nothing. @throws ConfigurationError */
export async function generate(args: GenerateArguments, settings: Settings, call: Call): Promise<Generated> {
  const { caller, signal } = call;
  return withHeartbeat(call, settings.heartbeatMs, async (tell) => {
    try {
      const { generated } = await runGeneration(args, settings, { caller, signal, tell });
      if (!signal.aborted) settings.counter?.(generated.summary);
      return generated;
    } catch (error) {
      if (error === signal.reason) throw cancelled();
      throw error;
    }
  });
}

function cancelled(): ConfigurationError {
  const message = 'the call was cancelled while it waited for its turn';
  return new ConfigurationError([problem({ code: 'CANCELLED', message, hint: 'Call the tool again.' })]);
}

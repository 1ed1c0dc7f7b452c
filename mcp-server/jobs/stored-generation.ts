import { type GenerateArguments, type Generated, isGenerated } from '../generated.ts';

/** Arguments and results as the file holds them: nobody but us writes it. */
export function argumentsOf(text: string): GenerateArguments {
  const args: GenerateArguments = JSON.parse(text);
  return args;
}

export function resultOf(text: string): Generated | undefined {
  const result: unknown = JSON.parse(text);
  return typeof result === 'object' && result !== null && isGenerated(result) ? result : undefined;
}

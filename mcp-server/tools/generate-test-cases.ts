import { type Call, readingTool, type Settings } from '../define-tool.ts';
import { generate } from '../generate.ts';
import { type GenerateArguments, type Generated, isGenerated } from '../generated.ts';
import { inputProperties } from '../input-schema.ts';
import { exactly, listOf } from '../lean-schema.ts';
import { argumentReader } from '../read-arguments.ts';
import { readCursor, staleCursor } from '../result-pages.ts';
import { caseSchema, type PageArguments, pageProperties, resultProperties, showGenerated } from '../show-generated.ts';

const { path, text, ids } = inputProperties;
const properties = {
  path,
  text,
  ids,
  model: { type: 'string', description: 'auto, rules or a configured model; default: as configured.' },
  ...pageProperties,
  detail: { ...pageProperties.detail, description: 'full adds technique, evidence, quality_notes.' },
};
const read = argumentReader<GenerateArguments & PageArguments>('generate_test_cases', { type: 'object', properties });

/** Cases for every coverage item; no file is written. */
export const generateTestCases = readingTool({
  name: 'generate_test_cases',
  title: 'Generate test cases',
  description:
    'Writes one checked, traceable test case per coverage item: drafted by rules, reworded by a local model where that passes all checks. Works without a model (written_by says who wrote each case). Cases already committed are reused. Writes no file. Can take minutes; start_generation does not wait.',
  inputSchema: { type: 'object', properties },
  named: ['cases'],
  outputSchema: exactly({ cases: listOf(caseSchema), ...resultProperties }, ['reason', 'next_cursor']),
  handle: async (given, settings, call) => {
    const { cursor, detail, limit, ...args } = read(given);
    const from = cursor === undefined ? undefined : readCursor(cursor);
    const result = from ? earlier(from.key, settings, call) : await generate(args, settings, call);
    const key = from?.key ?? (result.cases.length > limit ? settings.pages.keep(result, call.caller) : '');
    return showGenerated(result, { detail, limit, key, offset: from?.offset ?? 0 });
  },
});

function earlier(key: string, { pages }: Settings, { caller }: Call): Generated {
  const found = pages.find(key, caller, isGenerated);
  if (!found) throw staleCursor();
  return found;
}

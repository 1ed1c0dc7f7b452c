import { parseDocument, plural } from '../../core/index.ts';
import type { Tool } from '../define-tool.ts';
import { offeredTools } from '../offered-tools.ts';
import { runTool } from '../run-tool.ts';
import { oneLine } from '../clean.ts';
import type { Host, HttpContext } from './exchange.ts';
import { readBody } from './read-body.ts';
import { because, type Envelope, refuse, type Refusal } from './refuse.ts';
import { apiRoot } from './routes.ts';
import { supervised } from './supervise.ts';

export const storyLength = { minLength: 20, maxLength: 500 };

const mostCases = 200;

export const compatiblePath = '/generate-tests';

/** `POST /generate-tests {story}`; undefined where the tool behind it is not offered. */
export function generateTestsHandler(host: Host): ((c: HttpContext) => Promise<Response>) | undefined {
  const tool = offeredTools(host.settings).find(({ name }) => name === 'generate_test_cases');
  return tool && ((c) => generateTests(host, tool, c));
}

async function generateTests(host: Host, tool: Tool, c: HttpContext): Promise<Response> {
  const body = await readBody(c, host.limits.bodyBytes);
  if ('refusal' in body) return refuse(c, body.refusal);
  const story = readStory(body.value['story']);
  if (typeof story !== 'string') return refuse(c, { ...story, status: 422 });
  const exchange = c.get('exchange');
  const { signal } = c.req.raw;
  const settings = supervised(host, exchange, signal);
  const args = { text: asRequirement(story), limit: mostCases };
  const outcome = await runTool(tool, args, { settings, call: { caller: exchange.caller ?? '', signal } });
  if (!outcome.ok) return refuse(c, outcome);
  const { cases, questions } = { cases: [], questions: [], ...outcome.answer.data };
  const data = { test_cases: asObjects(cases), questions };
  const message = `${plural(data.test_cases.length, 'test case')} generated`;
  return c.json<Envelope>({ message, is_success: true, data, status_code: 200 });
}

function readStory(value: unknown): string | Refusal {
  if (typeof value !== 'string')
    return because('wrong_argument', 'story is missing or no text', 'Send {"story": "As a …, I want …, so that …"}.');
  const story = value.trim();
  const length = Array.from(story).length;
  if (length >= storyLength.minLength && length <= storyLength.maxLength) return story;
  const { minLength, maxLength } = storyLength;
  const hint = `Send ${minLength} to ${maxLength} characters; POST ${apiRoot}/test-cases takes whole documents.`;
  return because('wrong_argument', `story has ${length} characters`, hint);
}

/** Prose says nowhere that it is a requirement; whoever sends it here does. */
function asRequirement(story: string): string {
  const text = asProse(story);
  const { requirements } = parseDocument({ path: 'story.md', text });
  // With the colon whatever follows is a statement; an id that is not seen as one would get into the words.
  return requirements.length > 0 ? text : `STORY-1: ${oneLine(text).replace(/^(?:[#>*+\-\s]|\d{1,4}[.)]\s)+/, '')}`;
}

/** A story is no page: what looks like a tag is shown to somebody, and what stands above it is about the page. */
function asProse(story: string): string {
  const own = story.replace(/^---\r?\n(?:[^\n]*\n)*?---\r?(?:\n|$)/, '').trim();
  // Gherkin knows no Markdown, and `<name>` is a value there.
  if (/^\s*(?:Feature|Scenario|Scenario Outline|Examples):/m.test(own)) return own;
  return own.replace(/`[^`]*`|<(?=[a-z/!?])/gi, (found) => (found === '<' ? '\\<' : found));
}

function asObjects(values: unknown): object[] {
  return Array.isArray(values) ? values.filter((each) => typeof each === 'object' && each !== null) : [];
}

/** `GET /`: what is here. */
export function welcome({ settings: { version } }: Host): (c: HttpContext) => Response {
  const links = {
    mcp: '/mcp',
    api: apiRoot,
    openapi: `${apiRoot}/openapi.json`,
    generate_tests: compatiblePath,
    health: '/health',
    metrics: '/metrics',
  };
  const data = { name: 'casewright', version, links };
  return (c) => c.json<Envelope>({ message: 'casewright is running', is_success: true, data, status_code: 200 });
}

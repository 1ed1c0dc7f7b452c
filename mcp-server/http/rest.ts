import type { Tool } from '../define-tool.ts';
import { offeredTools } from '../offered-tools.ts';
import { runTool } from '../run-tool.ts';
import { resultProperties } from '../show-generated.ts';
import type { Host, HttpContext } from './exchange.ts';
import { type Body, readBody } from './read-body.ts';
import { because, refuse } from './refuse.ts';
import { apiRoot, type Route, routes } from './routes.ts';
import { supervised } from './supervise.ts';

/** A route with its tool. Routes of tools that are not offered do not exist. */
export type OfferedRoute = { route: Route; tool: Tool };

export function offeredRoutes(settings: Host['settings']): OfferedRoute[] {
  const offered = new Map(offeredTools(settings).map((tool) => [tool.name, tool]));
  return routes.flatMap((route) => {
    const tool = offered.get(route.tool);
    return tool ? [{ route, tool }] : [];
  });
}

/** Answers one request with the `data` of a tool. */
export function restHandler(host: Host, { route, tool }: OfferedRoute): (c: HttpContext) => Promise<Response> {
  return async (c) => {
    const args = route.method === 'post' ? await readBody(c, host.limits.bodyBytes) : fromAddress(c, route);
    if ('refusal' in args) return refuse(c, args.refusal);
    const exchange = c.get('exchange');
    const { signal } = c.req.raw;
    const outcome = await runTool(tool, args.value, {
      settings: supervised(host, exchange, signal),
      call: { caller: exchange.caller ?? '', signal },
    });
    if (!outcome.ok) return refuse(c, outcome);
    const { data } = outcome.answer;
    if (route.shows === 'result' && isUnderWay(data)) return refuse(c, { ...notFinished, headers: soon });
    if (route.shows === 'result' && !('cases' in data)) return refuse(c, broughtNothing);
    const id = 'job_id' in data ? String(data.job_id) : undefined;
    const headers =
      route.status === 202 && id !== undefined ? { Location: `${apiRoot}/generations/${id}`, ...soon } : {};
    return c.json(route.shows === 'status' ? withoutCases(data) : data, route.status, headers);
  };
}

/** What a job brought; the rest says how it is. */
export const broughtBy: readonly string[] = ['cases', ...Object.keys(resultProperties)];

function withoutCases(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !broughtBy.includes(name)));
}

function isUnderWay(data: object): boolean {
  return 'status' in data && (data.status === 'queued' || data.status === 'running');
}

/** Arguments from path and query. */
function fromAddress(c: HttpContext, { query = [] }: Route): Body {
  const given = c.req.queries();
  const unknown = Object.keys(given).filter((name) => !query.includes(name));
  if (unknown.length > 0) {
    const hint = query.length > 0 ? `It takes ${query.join(', ')}.` : 'It takes none.';
    return { refusal: because('unknown_argument', `the query holds ${unknown.join(', ')}`, hint) };
  }
  const id = c.req.param('id');
  const values = Object.entries(given).map(([name, all]) => [name, all.length === 1 ? all[0] : all]);
  return { value: { ...Object.fromEntries(values), ...(id !== undefined && { job_id: id }) } };
}

const soon = { 'Retry-After': '2' };
const broughtNothing = because(
  'no_result',
  'the generation has ended and brought nothing',
  'GET the generation: its error says why. Then start another one.',
);

const notFinished = because(
  'not_finished',
  'the generation has not ended',
  'Ask again later, or GET the generation with wait_seconds (at most 25) first.',
);

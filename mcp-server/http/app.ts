import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { defectOf } from '../defect.ts';
import { compatiblePath, generateTestsHandler, welcome } from './compatibility.ts';
import type { Host, HttpContext, HttpEnv } from './exchange.ts';
import { checkNames, demandToken, identify, limitRate, openPath } from './guard.ts';
import { healthHandler, modelProbe, probeModel } from './health.ts';
import { mcpEndpoint } from './mcp-endpoint.ts';
import { observe } from './observe.ts';
import { openApiDocument } from './openapi.ts';
import { because, refuse } from './refuse.ts';
import { offeredRoutes, restHandler } from './rest.ts';
import { apiRoot } from './routes.ts';

type Handler = (c: HttpContext) => Response | Promise<Response>;
type Endpoint = { method: 'get' | 'post' | 'delete'; path: string; handle: Handler };

export type App = { fetch: Hono<HttpEnv>['fetch']; close: () => Promise<void> };

/** Everything that is served, behind the same checks. */
export function createApp(host: Host): App {
  const app = new Hono<HttpEnv>();
  const mcp = mcpEndpoint(host);
  app.use(observe(host), headers, noStore, checkNames(host), identify(host), limitRate(host), demandToken());
  app.all('/mcp', at('/mcp', mcp.answer));
  const all = endpoints(host);
  for (const { method, path, handle } of all) app.on(method.toUpperCase(), writtenForHono(path), at(path, handle));
  for (const path of new Set(all.map((each) => each.path))) {
    const allowed = all.filter((each) => each.path === path).map(({ method }) => method.toUpperCase());
    app.all(writtenForHono(path), at(path, wrongMethod(allowed)));
  }
  app.notFound((c) => refuse(c, noSuchPath));
  app.onError((error, c) => refuse(c, { problems: [defectOf(error, host.settings.operator)] }));
  return { fetch: app.fetch, close: mcp.close };
}

function endpoints(host: Host): Endpoint[] {
  const offered = offeredRoutes(host.settings);
  const document = openApiDocument(host, offered);
  const generateTests = generateTestsHandler(host);
  const { registry } = host.meters;
  const model = modelProbe({ probe: (signal) => probeModel(host.settings, signal), now: () => performance.now() });
  return [
    { method: 'get', path: '/', handle: welcome(host) },
    { method: 'get', path: openPath, handle: healthHandler(host, model) },
    {
      method: 'get',
      path: '/metrics',
      handle: async (c) => c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType }),
    },
    { method: 'get', path: `${apiRoot}/openapi.json`, handle: (c) => c.json(document) },
    ...(generateTests ? [{ method: 'post' as const, path: compatiblePath, handle: generateTests }] : []),
    ...offered.map((each) => ({
      method: each.route.method,
      path: `${apiRoot}${each.route.path}`,
      handle: restHandler(host, each),
    })),
  ];
}

/** The route as it is counted: our writing of it, never the client's. */
function at(route: string, handle: Handler): Handler {
  return (c) => {
    c.get('exchange').route = route;
    return handle(c);
  };
}

function wrongMethod(allowed: string[]): Handler {
  const methods = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed;
  const hint = `Use ${methods.join(' or ')}.`;
  return (c) =>
    refuse(c, {
      ...because('method_not_allowed', 'this path does not take this method', hint),
      headers: { Allow: methods.join(', ') },
    });
}

// Whether a browser may fall back to HTTP is for the proxy to say that serves HTTPS.
const headers = secureHeaders({ strictTransportSecurity: false });

const noStore = async (c: HttpContext, next: () => Promise<void>): Promise<void> => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
};

const writtenForHono = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

const noSuchPath = because(
  'no_such_path',
  'there is nothing at this path',
  `GET ${apiRoot}/openapi.json says what there is.`,
);

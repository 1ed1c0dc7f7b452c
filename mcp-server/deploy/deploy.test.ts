import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { openMeters } from '../http/meters.ts';

type Service = {
  image: string;
  command?: string[];
  ports?: string[];
  networks?: string[];
  secrets?: string[];
  volumes?: (string | { source: string; target: string })[];
  depends_on?: string[] | Record<string, { condition: string }>;
  logging?: { options: { tag: string } };
  healthcheck?: { test: string[] };
};
type Compose = { services: Record<string, Service> } & Record<
  'networks' | 'volumes' | 'secrets',
  Record<string, object>
>;
type Panel = {
  title: string;
  targets?: { expr: string; datasource: { uid: string } }[];
  gridPos: { x: number; w: number };
};

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');
const compose: Compose = parse(read('compose.yml'));
const services = Object.entries(compose.services);
const dockerfile = read('Dockerfile');
const dashboard: { panels: Panel[] } = JSON.parse(read('grafana/dashboards/casewright.json'));
const queries = dashboard.panels.flatMap(({ targets = [] }) => targets);

describe('compose.yml', () => {
  it('publishes casewright and Grafana only, and to this machine only', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined);
    expect(Object.fromEntries(published.map(([name, { ports }]) => [name, ports]))).toEqual({
      casewright: ['127.0.0.1:8080:8080'],
      grafana: ['127.0.0.1:3000:3000'],
    });
    expect(compose.networks['inside']).toEqual({ internal: true });
    const outside = services.filter(([, { networks = [] }]) => networks.includes('front')).map(([name]) => name);
    expect(outside).toEqual(['casewright', 'pull-model', 'grafana']);
  });

  it('pins every image to a version', () => {
    const images = services.map(([, { image }]) => image).filter((image) => image !== 'casewright:local');
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) => image);
    expect([...images, ...bases].filter((image) => !/:v?\d+\.\d+\.\d+(-\w+)?$/.test(image))).toEqual([]);
  });

  it('runs the Node that the tests run', () => {
    const { devDependencies }: { devDependencies: { node: string } } = JSON.parse(read('../../package.json'));
    expect(dockerfile.match(/^FROM node:([\d.]+)-slim/gm)).toEqual([
      `FROM node:${devDependencies.node}-slim`,
      `FROM node:${devDependencies.node}-slim`,
    ]);
  });

  it('names networks, volumes, secrets and services that it has', () => {
    const named = services.flatMap(([, { networks = [], secrets = [], volumes = [], depends_on = [] }]) => [
      ...networks.map((each) => ['networks', each]),
      ...secrets.map((each) => ['secrets', each]),
      ...volumes
        .flatMap((each) => (typeof each === 'string' ? [each.split(':')[0] ?? ''] : []))
        .filter((each) => /^\w+$/.test(each))
        .map((each) => ['volumes', each]),
      ...(Array.isArray(depends_on) ? depends_on : Object.keys(depends_on)).map((each) => ['services', each]),
    ]);
    const known = Object.entries(compose).flatMap(([kind, all]) =>
      typeof all === 'object' ? Object.keys(all).map((name) => `${kind} ${name}`) : [],
    );
    expect(named.map((each) => each.join(' ')).filter((each) => !known.includes(each))).toEqual([]);
  });

  it('mounts files that are there', () => {
    const files = services.flatMap(([, { volumes = [] }]) =>
      volumes.flatMap((each) => (typeof each === 'string' && each.startsWith('./') ? [each.split(':')[0] ?? ''] : [])),
    );
    expect(files.length).toBeGreaterThan(4);
    for (const file of files.filter((each) => /\.\w+$/.test(each))) expect(read(file)).not.toBe('');
  });

  it('waits for engines that can tell how they are', () => {
    const waited = services.flatMap(([, { depends_on = [] }]) =>
      Array.isArray(depends_on) ? [] : Object.keys(depends_on),
    );
    expect(waited).toEqual(['ollama']);
    for (const name of waited) expect(compose.services[name]?.healthcheck?.test[0]).toBe('CMD');
  });

  it('starts the server with options that it knows', async () => {
    await using folder = await temporaryFolder();
    const { stdout } = await runCli(['mcp', '--help'], { cwd: folder.path });
    const known = new Set(stdout.match(/--[\w-]+/g));
    const [, line = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const words: string[] = [...(compose.services['casewright']?.command ?? []), ...JSON.parse(line)];
    expect(words.length).toBeGreaterThan(6);
    expect(words.filter((word) => word.startsWith('--') && !known.has(word))).toEqual([]);
  });
});

describe('the image', () => {
  it('runs as nobody in particular, can tell how it is, and holds nothing that is not shipped', () => {
    const [, last = ''] = dockerfile.split(/^FROM .*$(?![\s\S]*^FROM )/m);
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).toMatch(/^LABEL org\.opencontainers\.image\.title/m);
    expect([...last.matchAll(/^COPY (.*)$/gm)].map(([, what]) => what)).toEqual(['--from=build /out /app']);
    expect(last).not.toMatch(/npm /);
  });

  it('asks the server for its health with code that runs', () => {
    const [, command = '[]'] = /CMD (\["node", "-e", .*\])$/m.exec(dockerfile) ?? [];
    const [, , code = 'return; never ran'] = JSON.parse(command);
    expect(code).toContain('http://127.0.0.1:8080/health');
    expect(() => new Function(code)).not.toThrow();
  });
});

describe('Prometheus and Grafana', () => {
  const meters = openMeters('1.2.3');
  meters.watchJobs(() => ({ queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 }));

  /** Name → names of labels, histograms with their parts. */
  const exported = new Map(
    meters.registry.getMetricsAsArray().flatMap((metric) => {
      const labels: string[] = Reflect.get(metric, 'labelNames') ?? [];
      if (!('buckets' in metric)) return [[metric.name, labels]];
      return ['_bucket', '_sum', '_count'].map((part): [string, string[]] => [
        `${metric.name}${part}`,
        [...labels, 'le'],
      ]);
    }),
  );

  it.each(queries.filter(({ datasource }) => datasource.uid === 'prometheus'))(
    'shows what is exported: $expr',
    ({ expr }) => {
      const names = expr.match(/\b(?:casewright|process|nodejs)_\w+/g) ?? [];
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => !exported.has(name))).toEqual([]);
      const labels = [
        ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/)),
        ...[...expr.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label),
      ];
      const known = [...names.flatMap((name) => exported.get(name) ?? []), 'job'];
      expect(labels.filter((label) => !known.includes(label))).toEqual([]);
    },
  );

  it('shows everything that casewright counts', () => {
    const own = [...exported.keys()].filter((name) => name.startsWith('casewright_') && !/_(?:sum|count)$/.test(name));
    expect(own.length).toBeGreaterThan(10);
    const text = queries.map(({ expr }) => expr).join('\n');
    expect(own.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });

  it('has panels that fit and ask sources that are set up', () => {
    for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    const { datasources }: { datasources: { uid: string; url: string }[] } = parse(
      read('grafana/provisioning/datasources/datasources.yml'),
    );
    const uids = datasources.map(({ uid }) => uid);
    expect(queries.filter(({ datasource }) => !uids.includes(datasource.uid))).toEqual([]);
    const hosts = datasources.map(({ url }) => new URL(url).hostname);
    expect(hosts.filter((host) => !(host in compose.services))).toEqual([]);
  });

  it('reads the metrics where they are served, with a token of its own', () => {
    type Job = {
      job_name: string;
      metrics_path?: string;
      authorization?: object;
      static_configs: { targets: string[] }[];
    };
    const { scrape_configs }: { scrape_configs: Job[] } = parse(read('prometheus/prometheus.yml'));
    const ours = scrape_configs.find(({ job_name }) => job_name === 'casewright');
    expect(ours).toMatchObject({
      metrics_path: '/metrics',
      authorization: { type: 'Bearer', credentials_file: '/run/secrets/prometheus_token' },
      static_configs: [{ targets: ['casewright:8080'] }],
    });
    expect(compose.services['prometheus']?.secrets).toEqual(['prometheus_token']);
    // The server answers to names that it was told only.
    expect(compose.services['casewright']?.command?.join(' ')).toContain('--allowed-host casewright');
  });
});

describe('Loki and Alloy', () => {
  const alloy = read('alloy/config.alloy').replaceAll(/^\s*\/\/.*$/gm, '');

  it('agree where the log goes', () => {
    const { server, schema_config }: { server: { http_listen_port: number }; schema_config: { configs: object[] } } =
      parse(read('loki/loki.yml'));
    expect(alloy).toContain(`http://loki:${server.http_listen_port}/loki/api/v1/push`);
    expect(schema_config.configs).toMatchObject([{ store: 'tsdb', schema: 'v13' }]);
  });

  it('is wired: each receiver that Alloy names is a component that it has, and every block is closed', () => {
    const components = [...alloy.matchAll(/^([\w.]+) "(\w+)" \{/gm)].map(([, kind, label]) => `${kind}.${label}`);
    const used = [...alloy.matchAll(/\b((?:local|loki)\.\w+(?:\.\w+)?)\.(?:targets|receiver)\b/g)].map(
      ([, name]) => name,
    );
    expect(used.length).toBe(3);
    expect(used.filter((name) => !components.includes(name ?? ''))).toEqual([]);
    for (const [open, close] of ['{}', '[]'])
      expect(alloy.split(open ?? '').length).toBe(alloy.split(close ?? '').length);
  });

  it('keeps the lines of services that are tagged so, and the dashboard asks for one of them', () => {
    const tags = services.flatMap(([, { logging }]) => logging?.options.tag ?? []);
    const [, kept = ''] = /service!~\\"([\w|]+)\\"/.exec(alloy) ?? [];
    expect(tags).toEqual(kept.split('|'));
    const asked = queries.filter(({ datasource }) => datasource.uid === 'loki').map(({ expr }) => expr);
    expect(asked).toEqual([`{service="${tags[0]}"}`]);
  });
});

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nowhere } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';

const root = join(import.meta.dirname, '../..');

/** What reaches the build of the image: the entries that are let in, without those that are kept out again. */
function letIn(): { paths: string[]; isKept: (path: string) => boolean } {
  const lines = readFileSync(join(root, 'mcp-server/deploy/Dockerfile.dockerignore'), 'utf8').split('\n');
  const out = lines.filter((line) => line !== '' && !/^[#!*]$|^[#!]/.test(line) && line !== '*');
  return {
    paths: lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1)),
    isKept: (path) =>
      !out.some((each) => (each.startsWith('**/*') ? path.endsWith(each.slice(4)) : path.includes(each))),
  };
}

/** Without a container engine: the steps of the Dockerfile, but for `npm ci`, whose result is here already. */
it('builds the image from what reaches the engine, and its program starts without any package beside it', async () => {
  await using source = await temporaryFolder();
  await using out = await temporaryFolder();
  await using work = await temporaryFolder({
    'a.md': '**REQ-1** When the door opens, the system shall ring the bell.\n',
  });
  const { paths, isKept } = letIn();
  for (const path of paths) await cp(join(root, path), join(source.path, path), { recursive: true, filter: isKept });
  await symlink(join(root, 'node_modules'), join(source.path, 'node_modules'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', out.path], { cwd: source.path });
  await mkdir(join(out.path, 'app'));
  execFileSync('sh', ['-c', 'tar -xzf *.tgz -C app --strip-components=1'], { cwd: out.path });

  const dockerfile = readFileSync(join(root, 'mcp-server/deploy/Dockerfile'), 'utf8');
  const [, entry = ''] = /^ENTRYPOINT (\[.*\])$/m.exec(dockerfile) ?? [];
  const [, ...words]: string[] = JSON.parse(entry);
  const args = [...words.map((word) => word.replace('/app/', `${out.path}/app/`)), '--root', work.path, '--http', '0'];
  const child = spawn(process.execPath, args, {
    cwd: work.path,
    env: { OLLAMA_HOST: nowhere, CASEWRIGHT_STATE_DIR: join(work.path, '.state'), ENVIRONMENT: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    const address = () => /http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[0];
    await expect.poll(address, { timeout: 60_000 }).toBeDefined();
    const health = await fetch(`${address()}/health`);
    expect(await health.json()).toMatchObject({ version: expect.any(String), status: expect.any(String) });
    // The collector reads one JSON document a line.
    const lines = log.trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject(
      lines.map(() => ({ level: expect.any(String) })),
    );
  } finally {
    child.kill('SIGTERM');
  }
});

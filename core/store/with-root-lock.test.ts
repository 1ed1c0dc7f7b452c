import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { withRootLock } from './with-root-lock.ts';

/** Another process that has the lock until it is killed. */
async function holder(root: string, state: string) {
  const module = JSON.stringify(join(import.meta.dirname, 'with-root-lock.ts'));
  const code = `import { withRootLock } from ${module};
    await withRootLock(process.argv[1], async () => { console.log('held'); await new Promise((done) => setInterval(done, 1e9)); }, { environment: process.env });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, root], {
    env: { ...process.env, CASEWRIGHT_STATE_DIR: state },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a root', () => {
  it('lets one work after the other, and each root for itself', async () => {
    await using folder = await temporaryFolder({ 'a/x': '', 'b/x': '' });
    const environment = { CASEWRIGHT_STATE_DIR: join(folder.path, 'state') };
    const order: string[] = [];
    const { promise: until, resolve: end } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const first = withRootLock(
      join(folder.path, 'a'),
      async () => {
        begin();
        await until;
        order.push('first');
      },
      { environment },
    );
    await begun;
    const second = withRootLock(join(folder.path, 'a'), async () => void order.push('second'), { environment });
    await withRootLock(join(folder.path, 'b'), async () => void order.push('other root'), { environment });
    end();
    await Promise.all([first, second]);
    expect(order).toEqual(['other root', 'first', 'second']);
  });

  it('is respected by other processes, named when it does not come free, and free once its process is killed', async () => {
    await using folder = await temporaryFolder({ 'a/x': '' });
    const [root, state] = [join(folder.path, 'a'), join(folder.path, 'state')];
    const environment = { CASEWRIGHT_STATE_DIR: state };
    const child = await holder(root, state);
    await expect(withRootLock(root, async () => 'mine', { environment, patienceMs: 0 })).rejects.toMatchObject({
      problems: [{ code: 'repository_busy', hint: expect.stringMatching(/again/) }],
    });
    const controller = new AbortController();
    const cancelled = withRootLock(root, async () => 'mine', { environment, signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(cancelled).rejects.toThrow('gone');
    const waiting = withRootLock(root, async () => 'mine', { environment, patienceMs: 60_000 });
    child.kill('SIGKILL');
    expect(await waiting).toBe('mine');
  });

  it('is given back when the work fails, and keeps nobody from working where it cannot be kept', async () => {
    await using folder = await temporaryFolder({ 'a/x': '', file: '' });
    const root = join(folder.path, 'a');
    const environment = { CASEWRIGHT_STATE_DIR: join(folder.path, 'state') };
    const broken = withRootLock(root, () => Promise.reject(new Error('broken')), { environment });
    await expect(broken).rejects.toThrow('broken');
    expect(await withRootLock(root, async () => 'next', { environment, patienceMs: 0 })).toBe('next');
    const nowhere = { environment: { CASEWRIGHT_STATE_DIR: join(folder.path, 'file', 'below') } };
    expect(await withRootLock(root, async () => 'done', nowhere)).toBe('done');
  });
});

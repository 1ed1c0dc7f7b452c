import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliPath, nowhere } from '../../fixtures/run-cli.ts';
import { temporaryFolder } from '../../fixtures/temp-folder.ts';
import { matchesOutput, readExamples } from './read-examples.ts';

const root = join(import.meta.dirname, '../..');
const examples = readExamples(readFileSync(join(root, 'README.md'), 'utf8').replaceAll('\r\n', '\n'));
const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`;

/** A folder like a user's: the samples, and `casewright` and `npx casewright` on the path. No model answers. */
async function userFolder() {
  const folder = await temporaryFolder();
  const bin = join(folder.path, '.bin');
  await mkdir(bin);
  await cp(join(root, 'fixtures'), join(folder.path, 'fixtures'), { recursive: true });
  const start = `exec ${quoted(process.execPath)} ${quoted(cliPath)} "$@"`;
  await writeFile(join(bin, 'casewright'), `#!/bin/sh\n${start}\n`);
  await writeFile(
    join(bin, 'npx'),
    `#!/bin/sh\nwhile [ "$1" != casewright ]; do shift || exit 127; done\nshift\n${start}\n`,
  );
  await Promise.all(['casewright', 'npx'].map((name) => chmod(join(bin, name), 0o755)));
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}`, OLLAMA_HOST: nowhere, NO_COLOR: '1' };
  return { ...folder, env };
}

// The shell of the examples is not there on Windows.
describe.skipIf(process.platform === 'win32')('README.md', () => {
  it('shows examples that are run here', () => expect(examples.length).toBeGreaterThan(0));

  for (const { line, language, file, steps } of examples) {
    it(`prints what it shows in the ${language} block at line ${line}`, async () => {
      await using folder = await userFolder();
      if (file) await writeFile(join(folder.path, file.name), file.text);
      const printed = steps.map(({ command }) => {
        const { stdout, stderr, status } = spawnSync('sh', ['-c', command], {
          cwd: folder.path,
          env: folder.env,
          encoding: 'utf8',
        });
        return { command, text: stdout + stderr, failed: language === 'sh' && status !== 0 };
      });
      expect(printed.filter(({ failed }) => failed)).toEqual([]);
      // What matches is shown as the document has it, so that a failure shows only what differs.
      const outputs = printed.map(({ text }, index) => {
        const shown = steps[index]?.output ?? '';
        return language === 'sh' || matchesOutput(shown, text) ? shown : text;
      });
      expect(outputs).toEqual(steps.map(({ output }) => output));
    });
  }
});

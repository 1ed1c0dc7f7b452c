import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, chromiumPath } from '../fixtures/chromium.ts';
import { gitRepository } from '../fixtures/git-repository.ts';

const doors = `# Doors

REQ-1 When the button is pressed, the door shall open within 500 ms.

REQ-2 The gateway shall not forward a message whose checksum is invalid.

REQ-5 When the key turns, the lamp shall glow and the bell shall ring.

REQ-3 The lamp shall react quickly to ${'w'.repeat(400)} "><script>document.title = 'broken'</script>.
`;

describe.skipIf(chromiumPath === undefined)(`the HTML report in Chromium${chromiumMissing}`, () => {
  let browser: Browser;
  let repository: Awaited<ReturnType<typeof gitRepository>>;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
    repository = await gitRepository({
      'docs/doors.md': doors,
      'docs/night.md': 'N-1 While it is dark, the lamp shall glow.\n',
      'list.csv': 'id,text\nA-1,The horn shall sound.\nA-2,\n',
      'casewright.yml': 'paths: [docs, list.csv]\ntests: [tests]\n',
      'tests/a.test.ts': "it('opens REQ-1', () => {});\n",
    });
    await repository.run('generate', '--model', 'rules');
    await repository.run('review', 'accept', 'TC-REQ-2-1');
    await repository.write('docs/doors.md', `${doors}\nREQ-4 The bell shall ring.\n`);
    for (const lang of ['en', 'zh-CN'])
      await repository.run('export', '--to', 'html', '--lang', lang, '--out', `${lang}.html`);
  });

  afterAll(async () => {
    await browser?.close();
    await repository?.[Symbol.asyncDispose]();
  });

  type Options = Parameters<Browser['newPage']>[0] & { at?: string; file?: string };

  async function open({ at = '', file = 'en.html', ...options }: Options = {}): Promise<{
    page: Page;
    said: string[];
  }> {
    const page = await browser.newPage(options);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) said.push(request.url());
    });
    await page.goto(pathToFileURL(join(repository.path, file)).href + at);
    return { page, said };
  }

  const total = (page: Page) => page.locator('tr[data-row]').count();
  const shown = (page: Page) => page.locator('tr[data-row]:visible th').allInnerTexts();

  it('says nothing on the console, asks for nothing, and runs nothing of a requirement', async () => {
    const { page, said } = await open();
    expect(await page.title()).toContain('Requirements and tests');
    expect(await shown(page)).toHaveLength(await total(page));
    expect(said).toEqual([]);
  });

  it('filters rows and cases, counts aloud, and keeps the filter in the address', async () => {
    const { page } = await open();
    await page.getByLabel('Status').selectOption('uncovered');
    await page.waitForFunction(() => location.hash !== '');
    expect(await shown(page)).toEqual(['REQ-4']);
    expect(await page.locator('.requirement:visible').count()).toBe(1);
    expect(await page.getByRole('status').innerText()).toBe(`1 of ${await total(page)} rows shown`);
    expect(page.url()).toMatch(/#\?status=uncovered$/);

    await page.reload();
    expect(await shown(page)).toEqual(['REQ-4']);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.waitForFunction(() => location.hash === '');
    expect(await shown(page)).toHaveLength(await total(page));

    await page.getByLabel('Text').fill('CHECKSUM valid');
    await page.waitForFunction(() => location.hash !== '');
    expect(new Set(await shown(page))).toEqual(new Set(['REQ-2']));
  });

  it('filters by level, priority and document, from a link as well', async () => {
    const rows = async (at: string) => shown((await open({ at })).page);
    expect(await rows('#?level=accepted')).toEqual(['REQ-2']);
    expect(await rows('#?level=-drafted')).toEqual(['REQ-4', 'N-1']);
    expect(await rows('#?level=automated')).toEqual(['REQ-1']);
    expect(await rows('#?document=1')).toEqual(['N-1', 'N-1']);
    expect(await rows('#?status=nonsense')).toEqual(await rows(''));
    const { page } = await open({ at: '#?text=nowhere' });
    expect(await page.getByRole('status').innerText()).toBe('Nothing matches the filter.');
    const high = await rows('#?priority=high');
    expect(high).toContain('REQ-2');
    expect(high).not.toContain('REQ-4');
  });

  it('goes to a case that the filter hides, and points out its evidence', async () => {
    const { page } = await open({ at: '#?document=1' });
    await page.evaluate(() => (location.hash = '#docs%2Fdoors.md%3ATC-REQ-2-1'));
    const card = page.locator('[id="docs%2Fdoors.md%3ATC-REQ-2-1"]');
    await card.waitFor();
    expect(await page.getByLabel('Document').inputValue()).toBe('');
    const faint = page.locator('mark.off');
    await page.locator('.case', { hasText: 'TC-REQ-5-1' }).hover();
    expect(await faint.allInnerTexts()).toEqual(['ring']);
    await page.locator('.case', { hasText: 'TC-REQ-5-2' }).hover();
    expect(await faint.allInnerTexts()).toEqual(['glow']);
    await page.locator('h1').hover();
    expect(await faint.count()).toBe(0);
  });

  it('can be read without JavaScript, where the filters stay away', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await shown(page)).toHaveLength(await total(page));
    expect(await page.getByRole('search').count()).toBe(0);
    expect(await page.getByText('Forward a message whose checksum is valid').first().isVisible()).toBe(true);
  });

  it.each([360, 1280])('fits a screen of %i pixels, long words included', async (width) => {
    const { page } = await open({ viewport: { width, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it('is a table to assistive technology, with a way past the contents by keyboard', async () => {
    const { page } = await open({ viewport: { width: 360, height: 800 } });
    const table = page.getByRole('table', { name: 'What must be exercised' });
    expect(await table.getByRole('row').count()).toBe((await total(page)) + 1);
    expect(await table.getByRole('rowheader').count()).toBe(await total(page));
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('turns dark with the reader, and light again on paper, with everything open and nothing to press', async () => {
    const { page } = await open({ colorScheme: 'dark' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(16, 21, 27)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    expect(await page.getByRole('search').count()).toBe(0);
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.locator('details').evaluate((each: HTMLDetailsElement) => each.open)).toBe(false);
    expect(await page.locator('#skipped td').first().isVisible(), 'a closed part is open on paper').toBe(true);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  });

  it('speaks Chinese', async () => {
    const { page, said } = await open({ file: 'zh-CN.html' });
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await page.getByRole('status').innerText()).toMatch(/^显示 (\d+) \/ \1 行$/);
    expect(said).toEqual([]);
  });
});

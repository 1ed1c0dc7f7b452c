import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, chromiumPath } from '../../fixtures/chromium.ts';
import { githubHtml } from '../../fixtures/github-markdown.ts';
import { attacks, hostileReport } from '../../fixtures/hostile-pull-request.ts';
import { committedWith, reportOf } from '../../fixtures/reported.ts';
import { renderReport } from './render-report.ts';
const styles = new URL(import.meta.resolve('github-markdown-css/github-markdown.css'));

const shop = `# Shop

**REQ-7** When the user submits an invalid password three times, the system shall lock the account.

**EXP-2** The export service SHALL support CSV and JSON.

**PAY-3** The order form shall accept a quantity between 1 and 99.

**OLD-1** The shop shall send a fax.
`;
const base = await committedWith({ 'docs/shop.md': shop });
const changed = shop.replace('three', 'four').replace(/\*\*OLD.*\n/, '**UI-1** The shop shall respond quickly.\n');
const report = await reportOf(
  base,
  { ...base, 'docs/shop.md': changed },
  { inputs: { 'fail-on': 'any', ratchet: 'base' }, more: { answersCommands: true } },
);
const textOf = (given: typeof report) => renderReport(given, { limit: 65_000, size: ({ length }) => length });
const hostile = Object.values(attacks).map((attack) => textOf(hostileReport(report, attack)));
const bodies: Record<string, string> = {
  'an English one': textOf(report),
  'a Chinese one': textOf({ ...report, language: 'zh-CN' }),
  'hostile ones': hostile.join('\n\n'),
};

describe.skipIf(chromiumPath === undefined)(`a comment in Chromium, as GitHub shows it${chromiumMissing}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
  });

  afterAll(() => browser?.close());

  /** Not sanitised: what GitHub's own sanitiser would have to take away is a defect of ours. */
  async function open(
    body: string,
    { width, colorScheme }: { width: number; colorScheme: 'light' | 'dark' },
  ): Promise<{ page: Page; said: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const said: string[] = [];
    page.on('request', (request) => said.push(request.url()));
    page.on('dialog', (dialog) => said.push(dialog.message()));
    page.on('console', (message) => said.push(message.text()));
    const style = `${readFileSync(styles, 'utf8')} body { margin: 0 } .markdown-body { padding: 16px }`;
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><style>${style}</style><article class="markdown-body">${githubHtml(body)}</article>`,
    );
    return { page, said };
  }

  for (const [name, body] of Object.entries(bodies)) {
    it.each([
      ['light', 780],
      ['dark', 780],
      ['light', 380],
    ] as const)(
      `${name}, %s and %i px wide, holds its own few elements, closes what it opens and stays in its column`,
      async (colorScheme, width) => {
        const { page, said } = await open(body, { width, colorScheme });
        const seen = await page.evaluate(() => {
          const article = document.querySelector('article');
          const elements = [...(article?.querySelectorAll('*') ?? [])];
          for (const each of document.querySelectorAll('details')) each.open = true;
          const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
          return {
            names: [...new Set(elements.map((each) => each.localName))],
            attributes: [...new Set(elements.flatMap((each) => each.getAttributeNames()))].filter(
              (each) => !['align', 'open'].includes(each),
            ),
            outside: document.body.children.length,
            comment: comments.nextNode()?.nodeValue ?? '',
            details: elements
              .filter((each) => each.localName === 'details')
              .map((each) => each.parentElement === article && each.firstElementChild?.localName === 'summary'),
            tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          };
        });
        const allowed =
          'h3 h4 p strong em sub br hr ul ol li table thead tbody tr th td code details summary span'.split(' ');
        expect(seen.names.filter((each) => !allowed.includes(each))).toEqual([]);
        expect(seen).toMatchObject({ attributes: [], outside: 1, comment: '', tooWide: 0 });
        expect(new Set(seen.details)).toEqual(new Set([true]));
        expect(seen.details).toHaveLength(body.match(/^<details>$/gm)?.length ?? 0);
        expect(said).toEqual([]);
        await page.close();
      },
    );
  }

  it('shows to the eye what an author wrote, signs and all', async () => {
    const text = 'a <b>c</b> & "d" | e_f* `g` $1 \\n [x](y) @h #2 https://i.example :tada:';
    const { page } = await open(textOf(hostileReport(report, text)), { width: 780, colorScheme: 'light' });
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true;
    });
    const shown = (await page.locator('ol li').first().innerText()).replaceAll('\u200b', '');
    expect(shown).toBe(text);
    await page.close();
  });
});

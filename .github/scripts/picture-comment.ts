import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { renderReport } from '../../action/comment/render-report.ts';
import { githubHtml } from '../../fixtures/github-markdown.ts';
import { committedWith, reportOf } from '../../fixtures/reported.ts';

// Pictures the comment on a small pull request for the README, as GitHub shows it, light and dark. Run by hand where Chromium and
// a font with emoji are: `npx node .github/scripts/picture-comment.ts`.
const shop = `# Shop

**REQ-7** When the user submits an invalid password three times, the system shall lock the account.

**PAY-3** The order form shall accept a quantity between 1 and 99.
`;
const test = { 'tests/login.test.ts': "it('REQ-7: locks the account', () => {});\n" };
const base = { ...(await committedWith({ 'docs/shop.md': shop })), ...test };
const head = {
  ...base,
  'docs/shop.md': `${shop.replace('three', 'five')}\n**EXP-2** The export service shall support CSV and JSON.\n\n**UI-1** The shop shall respond quickly.\n`,
};
const config = { paths: ['docs'], tests: ['tests/**/*.test.ts'] };
const report = await reportOf(base, head, {
  inputs: { 'fail-on': 'stale, uncovered' },
  config,
  more: { answersCommands: true },
});
const body = renderReport(report, { limit: 65_000, size: ({ length }) => length });
const styles = readFileSync(new URL(import.meta.resolve('github-markdown-css/github-markdown.css')), 'utf8');
const folder = 'docs/images';
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CASEWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport: { width: 760, height: 400 }, colorScheme });
  const frame = 'body { margin: 0 } .markdown-body { padding: 16px }';
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><style>${styles}${frame}</style><article class="markdown-body">${githubHtml(body)}</article>`,
  );
  await page
    .locator('details')
    .last()
    .evaluate((fold) => fold.setAttribute('open', ''));
  await page.screenshot({ path: `${folder}/comment-${colorScheme}.png`, fullPage: true });
}
await browser.close();

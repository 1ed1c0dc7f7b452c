import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { chromiumMissing, chromiumPath } from '../fixtures/chromium.ts';
import { shop } from '../fixtures/mcp-answers.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { temporaryFolder } from '../fixtures/temp-folder.ts';

/** As hosts do it: the report in a sandbox without an origin, spoken to by messages only. */
const host = (
  report: string,
) => `<!doctype html><title>host</title><iframe sandbox="allow-scripts" style="width:900px"></iframe><script>
  const heard = [];
  const frame = document.querySelector('iframe');
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    heard.push(data);
    const say = (message) => source.postMessage({ jsonrpc: '2.0', ...message }, '*');
    const result = { protocolVersion: '2026-01-26', hostInfo: { name: 'host', version: '1' }, hostCapabilities: {}, hostContext: {} };
    if (data.method === 'ui/initialize') say({ id: data.id, result });
    if (data.method === 'ui/notifications/size-changed') say({ id: 7, method: 'ui/resource-teardown', params: {} });
  });
  frame.srcdoc = ${JSON.stringify(report).replaceAll('<', '\\u003c')};
</script>`;

it.skipIf(chromiumPath === undefined)(
  `the report shakes hands with a host of MCP Apps, tells its size and lets go${chromiumMissing}`,
  async () => {
    await using folder = await temporaryFolder({ 'shop.md': shop });
    await runCli(['generate', 'shop.md', '--model', 'rules'], { cwd: folder.path });
    const { stdout } = await runCli(['export', 'shop.md', '--to', 'html'], { cwd: folder.path });
    const browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const errors: string[] = [];
      page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
      page.on('pageerror', (error) => void errors.push(error.message));
      await page.setContent(host(stdout));
      await page.waitForFunction('heard.some((each) => each.id === 7)');
      const heard: { method?: string; params?: { height?: number; protocolVersion?: string } }[] =
        await page.evaluate('heard');
      expect(heard.map(({ method }) => method).slice(0, 3)).toEqual([
        'ui/initialize',
        'ui/notifications/initialized',
        'ui/notifications/size-changed',
      ]);
      expect(heard[0]?.params?.protocolVersion).toBe('2026-01-26');
      expect(heard[2]?.params?.height).toBeGreaterThan(300);
      const report = page.frameLocator('iframe');
      await report.locator('#filters [name=text]').fill('invalid');
      await expect.poll(() => report.locator('tr[data-row]:not([hidden])').count()).toBe(2);
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);

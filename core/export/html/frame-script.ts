/**
 * What runs where an assistant shows the report as an MCP App: it says that it is there, and how tall it is. Source: MCP Apps
 * (SEP-1865) of 2026-01-26. It tells nothing of the report, and does nothing with what it hears.
 */
export const frameScript = `(() => {
  if (window.parent === window) return;
  const say = (message) => window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  const tellSize = () => {
    const { width, height } = document.documentElement.getBoundingClientRect();
    say({ method: 'ui/notifications/size-changed', params: { width: Math.ceil(width), height: Math.ceil(height) } });
  };
  addEventListener('message', ({ source, data }) => {
    if (source !== window.parent || data?.jsonrpc !== '2.0') return;
    if (data.method === 'ui/resource-teardown' || data.method === 'ping') say({ id: data.id, result: {} });
    if (data.id !== 'casewright-hello' || !data.result) return;
    say({ method: 'ui/notifications/initialized', params: {} });
    new ResizeObserver(tellSize).observe(document.documentElement);
  });
  const params = {
    appInfo: { name: 'casewright', version: '1' },
    appCapabilities: {},
    protocolVersion: '2026-01-26',
  };
  say({ id: 'casewright-hello', method: 'ui/initialize', params });
})();
`;

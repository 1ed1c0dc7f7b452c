import { isIP } from 'node:net';
import type { Deployment } from './model.ts';

// Whoever is asked there is not on the team's machines, whatever engine the configuration names.
const clouds = `
openai.com azure.com azure.cn azure-api.net windows.net anthropic.com googleapis.com amazonaws.com
amazonaws.com.cn mistral.ai groq.com openrouter.ai together.xyz together.ai deepseek.com huggingface.co
huggingface.cloud hf.space ollama.com fireworks.ai x.ai cohere.com cohere.ai perplexity.ai replicate.com
nvidia.com cerebras.ai deepinfra.com sambanova.ai cloudflare.com ai21.com runpod.ai runpod.net modal.run
aliyuncs.com bigmodel.cn z.ai baidubce.com tencent.com tencentcloudapi.com myqcloud.com volces.com moonshot.cn
moonshot.ai minimax.chat minimaxi.com siliconflow.cn siliconflow.com stepfun.com lingyiwanwu.com baichuan-ai.com
xf-yun.com modelscope.cn`
  .trim()
  .split(/\s+/);

/** Whether a server runs on this machine, elsewhere in the team's network, or is a well-known service of the cloud. */
export const deploymentOf = (url: string): Deployment => {
  const host = (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (clouds.some((name) => host === name || host.endsWith(`.${name}`))) return 'cloud';
  const loopback = host === 'localhost' || host.endsWith('.localhost') || host === '::1';
  return loopback || (isIP(host) === 4 && host.startsWith('127.')) ? 'local' : 'network';
};

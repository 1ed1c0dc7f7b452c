import { expect, it } from 'vitest';
import { deploymentOf } from './deployment-of.ts';

it.each([
  ['https://api.openai.com/v1', 'cloud'],
  ['https://team.openai.azure.com/openai', 'cloud'],
  ['https://API.DeepSeek.com./v1', 'cloud'],
  ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'cloud'],
  ['https://api.hunyuan.cloud.tencent.com/v1', 'cloud'],
  ['https://notopenai.com/v1', 'network'],
  ['https://openai.com.our-company.example/v1', 'network'],
  ['http://gpu-box:8000/v1', 'network'],
  ['http://10.0.0.7:8000/v1', 'network'],
  ['http://127.0.0.1:11434', 'local'],
  ['http://[::1]:11434', 'local'],
  ['http://localhost:8000/v1', 'local'],
])('of %s is %s', (url, deployment) => {
  expect(deploymentOf(url)).toBe(deployment);
});

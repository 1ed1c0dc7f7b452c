import { expect, it } from 'vitest';
import { failureText, modelFailure } from './model-failure.ts';

it('says what a server said on one line, without keys, in every language', () => {
  const detail = '400: red\n::error::evil\r\nkey sk-proj-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c and anna@example.com';
  const failure = modelFailure('server_failed', { engine: 'vLLM', url: 'http://gpu-box:8000/v1', detail });
  for (const { message, hint } of [failure, failureText(failure, 'zh-CN')]) {
    expect(message).toContain('http://gpu-box:8000/v1');
    expect(message).toContain('red ::error::evil key');
    expect(`${message}${hint}`).not.toMatch(/\n|\r|sk-proj|anna@/);
  }
});

it('never looks for placeholders in values', () => {
  expect(modelFailure('unfinished', { model: '{why}', why: 'it broke' }).message).toContain('"{why}"');
});

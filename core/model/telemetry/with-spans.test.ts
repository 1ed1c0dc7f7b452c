import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, test } from 'vitest';
import { identifiedAs, sampleAnswer, sampleFailure, sampleRequest } from '../../../fixtures/model-samples.ts';
import { scriptedModel } from '../scripted.ts';
import { withSpans } from './with-spans.ts';

afterEach(() => {
  trace.disable();
});

const tracing = (): InMemorySpanExporter => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  return exporter;
};

describe('where the process has a tracer', () => {
  test('a call is a client span by the conventions for generative AI', async () => {
    const exporter = tracing();
    const inner = scriptedModel([sampleAnswer({ served_by: 'ollama:qwen3:8b' })], 'ollama:qwen3:8b');
    const model = withSpans({ ...inner, endpoint: 'http://gpu-box:11434' });
    await model.generate(sampleRequest({ correlation_id: 'c-7' }));
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe('chat qwen3:8b');
    expect(span?.kind).toBe(2);
    expect(span?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'ollama',
      'gen_ai.request.model': 'qwen3:8b',
      'gen_ai.request.temperature': 0,
      'gen_ai.request.seed': 7,
      'gen_ai.request.max_tokens': 100,
      'gen_ai.output.type': 'json',
      'gen_ai.response.model': 'ollama:qwen3:8b',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 5,
      'server.address': 'gpu-box',
      'server.port': 11434,
      'casewright.correlation_id': 'c-7',
      'casewright.cached': false,
    });
  });

  test('a failure is an error of the type of its code, and tells nothing that a server said', async () => {
    const exporter = tracing();
    await withSpans(scriptedModel([sampleFailure('server_failed')])).generate(sampleRequest());
    const [span] = exporter.getFinishedSpans();
    expect(span?.attributes['error.type']).toBe('SERVER_ERROR');
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'SERVER_ERROR' });
    expect(JSON.stringify(span?.attributes)).not.toContain('<detail>');
  });

  test('no text of a requirement or of a model is in a span', async () => {
    const exporter = tracing();
    await withSpans(scriptedModel(['{"a":"the secret answer"}'])).generate(
      sampleRequest({ messages: [{ role: 'user', content: 'the secret prompt' }], draft: 'the secret draft' }),
    );
    const [span] = exporter.getFinishedSpans();
    expect(JSON.stringify([span?.name, span?.attributes, span?.events])).not.toContain('secret');
  });

  test('the names are those of the provider once it has told them', async () => {
    const exporter = tracing();
    const model = withSpans(
      identifiedAs(scriptedModel(['fine'], 'fast'), { provider: 'vllm', model: 'Qwen/Qwen3-8B' }),
    );
    await model.identify();
    await model.generate(sampleRequest());
    expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({
      'gen_ai.provider.name': 'vllm',
      'gen_ai.request.model': 'Qwen/Qwen3-8B',
    });
  });

  test('a span ends even when a defect of ours throws', async () => {
    const exporter = tracing();
    const broken = { ...scriptedModel([]), generate: () => Promise.reject(new Error('a defect')) };
    await expect(withSpans(broken).generate(sampleRequest())).rejects.toThrow('a defect');
    expect(exporter.getFinishedSpans()).toHaveLength(1);
  });
});

test('where there is no tracer, nothing is recorded and the call goes its way', async () => {
  expect(trace.getActiveSpan()).toBeUndefined();
  expect(context.active()).toBeDefined();
  expect(await withSpans(scriptedModel(['fine'])).generate(sampleRequest())).toMatchObject({ ok: true, text: 'fine' });
});

import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Model, ModelAnswer, ModelFailure, ModelRequest } from '../model.ts';

type Named = { provider: string; model: string };

/**
 * A client span for each call, by OpenTelemetry's conventions for generative AI, where the process has a tracer. Texts
 * of requirements and of models are never in it.
 */
export const withSpans = (model: Model): Model => {
  let named = namesIn(model.name);
  const server = serverOf(model.endpoint);

  return {
    ...model,
    identify: async (signal) => {
      const identity = await model.identify(signal);
      if (identity.ok) named = { provider: identity.provider, model: identity.model };
      return identity;
    },
    generate: async (request) => {
      const span = trace.getTracer('casewright').startSpan(`chat ${named.model}`, { kind: SpanKind.CLIENT });
      if (!span.isRecording()) return model.generate(request);
      span.setAttributes({ ...asked(request, named), ...server });
      try {
        const outcome = await context.with(trace.setSpan(context.active(), span), () => model.generate(request));
        if (outcome.ok) span.setAttributes(answered(outcome));
        else fail(span, outcome);
        return outcome;
      } finally {
        span.end();
      }
    },
  };
};

const namesIn = (name: string): Named => {
  const [provider = name, ...rest] = name.split(':');
  return rest.length === 0 ? { provider: 'casewright', model: name } : { provider, model: rest.join(':') };
};

const serverOf = (endpoint: string | undefined): Attributes => {
  const url = endpoint === undefined ? null : URL.parse(endpoint);
  if (url === null) return {};
  const usual = url.protocol === 'https:' ? 443 : 80;
  return { 'server.address': url.hostname, 'server.port': url.port === '' ? usual : Number(url.port) };
};

const asked = (
  { temperature, seed, max_tokens, correlation_id }: ModelRequest,
  { provider, model }: Named,
): Attributes => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': provider,
  'gen_ai.request.model': model,
  'gen_ai.request.temperature': temperature,
  'gen_ai.request.seed': seed,
  'gen_ai.request.max_tokens': max_tokens,
  'gen_ai.output.type': 'json',
  ...(correlation_id === undefined ? {} : { 'casewright.correlation_id': correlation_id }),
});

const answered = ({ served_by, finish, prompt_tokens, answer_tokens, cached = false }: ModelAnswer): Attributes => ({
  'gen_ai.response.model': served_by,
  'gen_ai.response.finish_reasons': [finish],
  'gen_ai.usage.input_tokens': prompt_tokens,
  'gen_ai.usage.output_tokens': answer_tokens,
  'casewright.cached': cached,
});

// The message may quote what a server said, which may quote the prompt.
const fail = (span: Span, { code }: ModelFailure): void => {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR, message: code });
};

export const id = 851;
export const ids = [851];
export const modules = {

/***/ 9851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openAiModel: () => (/* binding */ openAiModel)
});

// EXTERNAL MODULE: ./dist/js/core/model/failure/model-failure.js + 3 modules
var model_failure = __webpack_require__(2072);
// EXTERNAL MODULE: ./dist/js/core/model/fetch-without-timeout.js + 1 modules
var fetch_without_timeout = __webpack_require__(6669);
// EXTERNAL MODULE: ./dist/js/core/model/hide-secrets.js
var hide_secrets = __webpack_require__(1662);
// EXTERNAL MODULE: ./dist/js/core/model/token-estimator.js
var token_estimator = __webpack_require__(7684);
// EXTERNAL MODULE: ./dist/js/core/model/with-deadline.js
var with_deadline = __webpack_require__(5293);
;// CONCATENATED MODULE: ./dist/js/core/model/openai/chat-body.js
/** The body of `/chat/completions`: what the profile knows, less what the endpoint has refused. */
const chatBody = (request, { profile, model, learned, schemaNote }) => {
    const { thinkingOff, samplers, seed, usage, tokens } = profile;
    const optional = {
        temperature: Math.max(request.temperature, profile.lowestTemperature),
        ...(seed && { seed: request.seed }),
        ...samplers,
        ...(typeof thinkingOff === 'function' ? thinkingOff(model) : thinkingOff),
        ...(usage && { stream_options: { include_usage: true } }),
        [tokens]: request.max_tokens,
    };
    // Every engine knows one of the two names.
    if (learned.without.includes(tokens)) {
        optional[tokens === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'] = request.max_tokens;
    }
    for (const name of learned.without)
        delete optional[name];
    const format = responseFormat(request.schema, profile, learned.mode);
    return {
        model,
        messages: learned.mode === 'json_schema' ? request.messages : withNote(request, schemaNote),
        stream: true,
        ...optional,
        ...(format && { response_format: format }),
    };
};
/** The call that makes an engine load its weights. */
const loadBody = ({ tokens }, model) => ({
    model,
    messages: [{ role: 'user', content: 'OK' }],
    stream: true,
    [tokens]: 1,
});
const responseFormat = (schema, profile, mode) => {
    if (mode === 'text')
        return undefined;
    if (mode === 'json_object')
        return { type: 'json_object' };
    const { strict, schemaKey } = profile;
    const named = { name: 'answer', schema: strict ? without(schema, strict.without) : schema };
    return { type: 'json_schema', [schemaKey]: strict ? { ...named, strict: true } : named };
};
// At the end: what comes first is the same for every request, and the engine reuses it.
const withNote = ({ messages, schema }, note) => {
    const last = messages.findLastIndex(({ role }) => role === 'user');
    if (last === -1)
        return [...messages, { role: 'user', content: note(schema) }];
    return messages.map((message, index) => index === last ? { ...message, content: `${message.content}\n\n${note(schema)}` } : message);
};
/** The bounds go; a property that is called like one holds an object and stays. */
const without = (schema, keywords) => JSON.parse(JSON.stringify(schema, (key, value) => keywords.includes(key) && typeof value === 'number' ? undefined : value));

// EXTERNAL MODULE: ./dist/js/core/model/estimate-tokens.js
var estimate_tokens = __webpack_require__(9409);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./dist/js/core/model/deployment-of.js
var deployment_of = __webpack_require__(4889);
// EXTERNAL MODULE: ./node_modules/openai/index.mjs + 232 modules
var openai = __webpack_require__(8193);
// EXTERNAL MODULE: ./dist/js/core/model/untrusted.js
var untrusted = __webpack_require__(7732);
;// CONCATENATED MODULE: ./dist/js/core/model/openai/openai-client.js


/** The server answered with success, and it is not what was asked for. */
class WrongAnswer extends Error {
    name = 'WrongAnswer';
    /** What it said of an error, if it did. */
    said;
    constructor(said) {
        super(said ?? 'no event stream');
        this.said = said;
    }
}
const longest = 64 * 1024;
// The deadline is the caller's; the longest that a timer takes is none.
const noTimeout = 2 ** 31 - 1;
const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
/** Starts a chat. @throws the client's errors, and `WrongAnswer`, perhaps as a cause. */
const chatStream = async (server, body, signal) => {
    // All that the package would read from the environment is given: it belongs to another server.
    const client = new openai/* OpenAI */.z4({
        apiKey: 'unused',
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        baseURL: `${server.base}${server.query}`,
        maxRetries: 0,
        timeout: noTimeout,
        logLevel: 'off',
        logger: silent,
        fetch: eventStreamOnly(server),
    });
    return client.post('/chat/completions', { body, stream: true, signal });
};
// The headers are ours alone: the package adds facts about this machine, and headers named in the environment.
const eventStreamOnly = ({ fetch, headers }) => async (input, init) => {
    const sent = { 'content-type': 'application/json', accept: 'text/event-stream', ...headers };
    const response = await fetch(input, { ...init, headers: sent });
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || type.includes('text/event-stream'))
        return response;
    throw new WrongAnswer(type.includes('application/json') ? errorIn(await beginning(response)) : undefined);
};
const errorIn = (text) => {
    try {
        const error = (0,untrusted/* field */.ZZ)(JSON.parse(text), 'error');
        const said = typeof error === 'string' ? error : (0,untrusted/* field */.ZZ)(error, 'message');
        return typeof said === 'string' ? said : undefined;
    }
    catch {
        return undefined;
    }
};
const beginning = async (response) => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        if (text.length > longest)
            break;
    }
    return text;
};
/** Status and JSON of a path; the latter undefined where there is none. @throws the connection's errors. */
const getJson = async (server, url, signal) => jsonAnswer(await server.fetch(url, { headers: { accept: 'application/json', ...server.headers }, signal }));
/** The same for a path that wants to be told something. */
const postJson = async (server, { url, body }, signal) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...server.headers };
    return jsonAnswer(await server.fetch(url, { method: 'POST', body: JSON.stringify(body), headers, signal }));
};
const jsonAnswer = async (response) => {
    const text = await response.text();
    return { status: response.status, value: jsonOf(text), headers: response.headers };
};
const jsonOf = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};

;// CONCATENATED MODULE: ./dist/js/core/model/openai/retry-after.js
const retry_after_longest = 24 * 60 * 60 * 1000;
/** How long a server asks to wait: milliseconds, seconds or a date. */
const retryAfter = (headers, now) => {
    const ms = number(headers?.get('retry-after-ms')) ?? seconds(headers?.get('retry-after'), now);
    return ms === undefined ? {} : { retry_after_ms: Math.min(Math.max(ms, 0), retry_after_longest) };
};
const seconds = (value, now) => {
    const given = number(value);
    if (given !== undefined)
        return given * 1000;
    const date = Date.parse(value ?? '');
    return Number.isNaN(date) ? undefined : date - now;
};
const number = (value) => value != null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;

;// CONCATENATED MODULE: ./dist/js/core/model/openai/openai-failure.js




/** The failure that an error of the `openai` package or of the connection stands for. */
const openAiFailure = (error, asked) => {
    const cause = rootOf(error);
    if (cause instanceof WrongAnswer) {
        return cause.said === undefined ? wrongProtocol(asked) : refusalFailure({ detail: cause.said }, asked);
    }
    const detail = asked.hide(saidBy(error));
    const status = (0,untrusted/* field */.ZZ)(error, 'status');
    const headers = (0,untrusted/* field */.ZZ)(error, 'headers');
    if (typeof status === 'number') {
        return refusalFailure({ status, detail, headers: headers instanceof Headers ? headers : undefined }, asked);
    }
    const code = (0,untrusted/* field */.ZZ)(cause, 'code');
    if (typeof code === 'string' && /^(E[A-Z]|UND_ERR|CERT_|ERR_|DEPTH_|SELF_|UNABLE_)/.test(code)) {
        return ofConnection(code, detail, asked);
    }
    return cause instanceof SyntaxError || /terminated|aborted|premature|line of more than/i.test(detail)
        ? (0,model_failure/* modelFailure */.iW)('unfinished', { model: asked.model, why: detail })
        : (ofText({ detail }, asked) ?? serverFailed({ detail }, asked));
};
/** By status where it is telling, else by what is said: engines say the same with different statuses. */
const refusalFailure = ({ status, detail: said, headers }, asked) => {
    const { engine, url } = asked;
    const detail = asked.hide(status === undefined ? said : `${status}: ${said}`);
    if (status !== undefined && status >= 300 && status < 400)
        return (0,model_failure/* modelFailure */.iW)('redirected', { engine, url, detail });
    if (status === 401 || status === 403)
        return (0,model_failure/* modelFailure */.iW)('access_denied', { engine, url, detail });
    if (status === 404)
        return /model|deployment/i.test(said) ? notServed(asked) : wrongProtocol(asked);
    const wait = retryAfter(headers, asked.now());
    if (status === 429) {
        const paid = /quota|billing|balance|arrear/i.test(said) ? { retryable: false } : {};
        return (0,model_failure/* modelFailure */.iW)('rate_limited', { engine, url, detail }, { ...paid, ...wait });
    }
    if (status === 503)
        return (0,model_failure/* modelFailure */.iW)('busy', { engine, url, detail }, wait);
    const told = ofText({ detail }, asked);
    if (told !== undefined)
        return told;
    if (status !== undefined && status < 500)
        return (0,model_failure/* modelFailure */.iW)('request_refused', { engine, url, detail });
    return { ...serverFailed({ detail }, asked), ...wait };
};
const notServed = ({ url, model }, served = []) => (0,model_failure/* modelFailure */.iW)('model_not_served', { url, model, served: served.join(', ') || '?' });
const wrongProtocol = ({ url, engine }) => (0,model_failure/* modelFailure */.iW)('wrong_protocol', { engine, url });
const serverFailed = ({ detail }, { engine, url }) => (0,model_failure/* modelFailure */.iW)('server_failed', { engine, url, detail });
const tooLong = /context[ _](size|length|window)|maximum context|exceeds?\b.*\bcontext|prompt (is |tokens )?too long|exceeds max length|must be <=|range of input length|reduce the length/i;
const noMemory = /out of memory|more system memory|insufficient (system )?(memory|resources)|cudaMalloc/i;
const noSchema = /response_format|json_schema|json_object|json schema|grammar|samplers|guided|structured[ _]outputs?/i;
const noModel = /\bmodel\b.{0,80}\b(not found|does not exist|not exist|not loaded)|invalid model (identifier|name)|模型不存在/i;
const ofText = ({ detail }, asked) => {
    const { engine, url, model } = asked;
    if (tooLong.test(detail))
        return (0,model_failure/* modelFailure */.iW)('prompt_refused', { model, detail });
    if (noMemory.test(detail))
        return (0,model_failure/* modelFailure */.iW)('out_of_memory', { url, model, detail });
    if (noSchema.test(detail))
        return (0,model_failure/* modelFailure */.iW)('schema_unsupported', { engine, url, model, detail });
    if (noModel.test(detail))
        return notServed(asked);
    if (/token repeat limit/i.test(detail))
        return (0,model_failure/* modelFailure */.iW)('loop', { model });
    return /content[ _](filter|management)|DataInspectionFailed/i.test(detail)
        ? (0,model_failure/* modelFailure */.iW)('filtered', { engine, model })
        : undefined;
};
const ofConnection = (code, detail, { engine, url }) => code === 'ECONNRESET' || code === 'EPIPE'
    ? (0,model_failure/* modelFailure */.iW)('connection_closed', { engine, url, detail })
    : (0,model_failure/* modelFailure */.iW)('unreachable', { engine, url, detail: code });
// The package wraps what `fetch` throws.
const rootOf = (error) => {
    const cause = (0,untrusted/* field */.ZZ)(error, 'cause');
    return cause === undefined ? error : rootOf(cause);
};
const saidBy = (error) => {
    const said = (0,untrusted/* field */.ZZ)(error, 'error');
    const text = typeof said === 'string' ? said : (0,untrusted/* field */.ZZ)(said, 'message');
    if (typeof text === 'string')
        return text;
    const root = rootOf(error);
    return root instanceof Error ? root.message : String(root);
};

// EXTERNAL MODULE: ./dist/js/core/model/openai/probes.js
var probes = __webpack_require__(5182);
// EXTERNAL MODULE: ./dist/js/core/model/openai/profiles.js
var profiles = __webpack_require__(6363);
;// CONCATENATED MODULE: ./dist/js/core/model/openai/identify-openai.js








const safetensors = 'is stored as safetensors, for which Ollama ignores the schema of the answer';
/** Proves that the model is served, as far as the engine lists its models. @throws the connection's errors. */
const identifyOpenAi = async (place, signal) => {
    const { profile, profileName, server, asked } = place;
    const listed = await getJson(server, `${server.base}/models${server.query}`, signal);
    // A server without a list shows at the first call what it does not serve.
    const unlisted = !profile.listsAll && [404, 405].includes(listed.status);
    if (listed.status !== 200 && !unlisted)
        return refused(listed, asked);
    const models = (0,untrusted/* field */.ZZ)(listed.value, 'data');
    if (!Array.isArray(models) && !unlisted)
        return refused({ ...listed, status: 404 }, asked);
    const entry = (0,probes/* entryOf */.Ms)(models, ['id', 'root'], asked.model);
    if (entry === undefined && profile.listsAll)
        return notServed(asked, namesOf(models));
    const facts = await probed(place, signal);
    const { url, model } = asked;
    if (facts.refuse === 'cloud')
        return (0,model_failure/* modelFailure */.iW)('cloud_model', { url, model });
    if (facts.refuse === 'safetensors')
        return (0,model_failure/* modelFailure */.iW)('model_unfit', { url, model, why: safetensors });
    return {
        ok: true,
        provider: profileName,
        model: asked.model,
        deployment: (0,profiles/* deploymentBy */.ZR)(profile, (0,deployment_of/* deploymentOf */.P)(asked.url)),
        digest: digestOf(place, facts),
        context: facts.context ?? contextOf(entry) ?? profile.context,
        ...(facts.size !== undefined && { size: facts.size }),
        ...(facts.quantization !== undefined && { quantization: facts.quantization }),
        ...(facts.license !== undefined && { license: facts.license }),
    };
};
/** The address of a path beside `/v1`. */
const besides = (base, path) => `${base.replace(/\/(v\d+|openai)$/, '')}${path}`;
const probed = async ({ profile, server, asked }, signal) => {
    const all = profile.probes.map(async ({ paths, show, read }) => {
        const answers = paths.map((path) => getJson(server, besides(server.base, path), signal));
        if (show !== undefined) {
            answers.push(postJson(server, { url: besides(server.base, show), body: { model: asked.model } }, signal));
        }
        return read((await Promise.all(answers)).map(({ status, value }) => (status === 200 ? value : undefined)), asked.model);
    });
    return Object.assign({}, ...(await Promise.all(all)));
};
// Such engines tell no digest of the weights; what they tell of their version stands in, so that an update shows.
const digestOf = ({ profileName, server, asked }, { version = '', digest = '' }) => {
    const facts = JSON.stringify([profileName, `${server.base}${server.query}`, asked.model, version, digest]);
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(facts).digest('hex')}`;
};
const contextOf = (entry) => [
    (0,untrusted/* field */.ZZ)(entry, 'max_model_len'),
    (0,untrusted/* field */.ZZ)((0,untrusted/* field */.ZZ)(entry, 'meta'), 'n_ctx'),
    (0,untrusted/* field */.ZZ)((0,untrusted/* field */.ZZ)(entry, 'meta'), 'n_ctx_train'),
    (0,untrusted/* field */.ZZ)(entry, 'max_context_length'),
    (0,untrusted/* field */.ZZ)(entry, 'context_length'),
    (0,untrusted/* field */.ZZ)(entry, 'context_window'),
]
    .map(untrusted/* positive */.yj)
    .find((tokens) => tokens !== undefined);
const namesOf = (models) => Array.isArray(models) ? (0,untrusted/* texts */.Te)(models.map((model) => (0,untrusted/* field */.ZZ)(model, 'id'))).slice(0, 8) : [];
/** The failure of an answer to a GET. */
const refused = ({ status, value, headers }, asked) => {
    const said = (0,untrusted/* field */.ZZ)(value, 'error');
    // A list of models is not there: no model is missing.
    const detail = typeof said === 'string' && status !== 404 ? said : 'not found';
    return refusalFailure({ status, detail, headers }, asked);
};

;// CONCATENATED MODULE: ./dist/js/core/model/openai/context-check.js



/**
 * For an engine that cuts what is too long and says nothing: the failure, if prompt and answer may not fit. Asks again
 * where they do not, since the context is known once the model is loaded. @throws the connection's errors.
 */
const contextCheck = (place) => {
    let context;
    return async ({ messages, max_tokens }, signal) => {
        const needed = (0,estimate_tokens/* estimateTokens */.b)(messages.map(({ content }) => content).join('\n')) + max_tokens;
        if (context !== undefined && needed <= context)
            return undefined;
        const identity = await identifyOpenAi(place, signal);
        if (!identity.ok)
            return identity;
        ({ context } = identity);
        return needed <= context
            ? undefined
            : (0,model_failure/* modelFailure */.iW)('context_too_small', { needed, model: place.asked.model, context });
    };
};

;// CONCATENATED MODULE: ./dist/js/core/model/openai/endpoint-memory.js
const ofThisProcess = new Map();
/** The record of one endpoint and model, kept in the process unless a map is given. */
const memoryOf = (profile, key, endpoints = ofThisProcess) => {
    const read = () => endpoints.get(key) ?? { mode: profile.modes[0], without: [] };
    return {
        read,
        /** Takes the next way to tell the schema; false where there is none. Others may have moved on meanwhile. */
        refuseMode: (refused) => {
            const { mode, without } = read();
            if (mode !== refused)
                return true;
            const next = profile.modes[profile.modes.indexOf(refused) + 1];
            if (next !== undefined)
                endpoints.set(key, { mode: next, without });
            return next !== undefined;
        },
        refuseParameter: (name) => {
            const { mode, without } = read();
            if (!without.includes(name))
                endpoints.set(key, { mode, without: [...without, name] });
        },
    };
};

// EXTERNAL MODULE: ./dist/js/core/model/prompt-cut.js
var prompt_cut = __webpack_require__(939);
// EXTERNAL MODULE: ./node_modules/jsonrepair/lib/esm/regular/jsonrepair.js + 2 modules
var jsonrepair = __webpack_require__(8365);
;// CONCATENATED MODULE: ./dist/js/core/model/openai/extract-json.js

const most = 20;
const begins = /^\{\s*["'\w]/;
/**
 * The JSON object in an answer that no grammar held to the schema: reasoning, prose and fences around it go. Only an
 * answer that ended by itself is repaired, since closing what was cut off would pass for complete.
 */
const extractJson = (answer, complete) => {
    const text = answer.replace(/^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i, '');
    const objects = objectsIn(text);
    const found = objects.find((candidate) => isJsonObject(candidate));
    if (found !== undefined)
        return found;
    const broken = objects.find((candidate) => begins.test(candidate));
    if (broken === undefined)
        return text.trim();
    return complete ? repaired(broken) : broken;
};
/** Texts between braces, none within another; one that is never closed is the last. */
const objectsIn = (text) => {
    const objects = [];
    let from = text.indexOf('{');
    while (from !== -1 && objects.length < most) {
        const object = objectAt(text, from);
        const open = !object.endsWith('}');
        // A brace in prose opens nothing.
        if (open && !begins.test(object))
            from = text.indexOf('{', from + 1);
        else {
            objects.push(object);
            from = open ? -1 : text.indexOf('{', from + object.length);
        }
    }
    return objects;
};
/** From a brace to the one that closes it, else to the end of the fence or of the text. */
const objectAt = (text, start) => {
    let depth = 0;
    let quoted = false;
    for (let at = start; at < text.length; at += 1) {
        const character = text[at];
        if (quoted && character === '\\')
            at += 1;
        else if (character === '"')
            quoted = !quoted;
        else if (!quoted && character === '{')
            depth += 1;
        else if (!quoted && character === '}')
            depth -= 1;
        if (depth === 0)
            return text.slice(start, at + 1);
    }
    return text.slice(start).replace(/\s*```[\s\S]*$/, '');
};
const repaired = (text) => {
    try {
        return (0,jsonrepair/* jsonrepair */.m)(text);
    }
    catch {
        return text;
    }
};
const parsed = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};
/** Whether a text is one JSON object and nothing else. */
const isJsonObject = (text) => isObject(parsed(text));
// `{}` is found in prose and in templates, and is no answer.
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

// EXTERNAL MODULE: ./dist/js/core/model/detect-loop.js
var detect_loop = __webpack_require__(4794);
;// CONCATENATED MODULE: ./dist/js/core/model/openai/read-stream.js


/**
 * Reads to the end (the counts come after the last text) or to the first loop, into `heard`, which thereby holds what
 * had come when this throws. Reasoning is not part of the answer.
 */
const readStream = async (stream, heard, onText) => {
    for await (const part of stream) {
        const choices = (0,untrusted/* field */.ZZ)(part, 'choices');
        const choice = Array.isArray(choices) ? choices[0] : undefined;
        heard.usage = usageOf((0,untrusted/* field */.ZZ)(part, 'usage')) ?? heard.usage;
        heard.prompt_ms = (0,untrusted/* positive */.yj)((0,untrusted/* field */.ZZ)((0,untrusted/* field */.ZZ)(part, 'timings'), 'prompt_ms')) ?? heard.prompt_ms;
        const delta = (0,untrusted/* field */.ZZ)(choice, 'delta');
        if (textOf((0,untrusted/* field */.ZZ)(delta, 'refusal')) !== '')
            heard.refused = true;
        const finish = textOf((0,untrusted/* field */.ZZ)(choice, 'finish_reason'));
        if (finish !== '')
            heard.finish = finish;
        const added = textOf((0,untrusted/* field */.ZZ)(delta, 'content'));
        if (added === '')
            continue;
        heard.text += added;
        onText?.(heard.text.length);
        heard.looping = (0,detect_loop/* isLooping */.T)(heard.text);
        if (heard.looping)
            return;
    }
};
const nothingHeard = () => ({
    text: '',
    finish: undefined,
    looping: false,
    refused: false,
    usage: undefined,
    prompt_ms: undefined,
});
// A prompt is never empty: no count, or 0 of it, is none.
const usageOf = (usage) => {
    const prompt_tokens = (0,untrusted/* positive */.yj)((0,untrusted/* count */.U9)((0,untrusted/* field */.ZZ)(usage, 'prompt_tokens')));
    const answer_tokens = (0,untrusted/* count */.U9)((0,untrusted/* field */.ZZ)(usage, 'completion_tokens'));
    return prompt_tokens === undefined || answer_tokens === undefined ? undefined : { prompt_tokens, answer_tokens };
};
const textOf = (value) => (typeof value === 'string' ? value : '');

;// CONCATENATED MODULE: ./dist/js/core/model/openai/refused-parameter.js
const needed = ['model', 'messages', 'stream', 'response_format'];
const limits = ['max_tokens', 'max_completion_tokens'];
const refusal = /unsupported|unrecogni[sz]ed|unknown|unexpected|invalid (parameter|value|argument)|extra (inputs|fields)|not (supported|permitted|allowed)|(does|do) not support/i;
/**
 * The optional parameter that a server says it does not take: the first of those sent that it names. The limit of the
 * answer has another name to try, and is never given up.
 */
const refusedParameter = ({ kind, values }, body, limit) => {
    const said = String(values.detail ?? '');
    if (kind !== 'request_refused' || !refusal.test(said))
        return undefined;
    const named = Object.keys(body)
        .filter((name) => !needed.includes(name) && (name === limit || !limits.includes(name)))
        .map((name) => ({ name, at: said.search(new RegExp(`\\b${name}\\b`)) }))
        .filter(({ at }) => at !== -1)
        .toSorted((a, b) => a.at - b.at);
    return named[0]?.name;
};

;// CONCATENATED MODULE: ./dist/js/core/model/openai/generate-openai.js










/** One answer. What the endpoint refuses of the request's form is left out, remembered, and the request sent again. */
const generateOpenAi = async (request, means) => {
    const { place, memory, schemaNote, signal } = means;
    const { profile, asked } = place;
    // It ends: each turn takes away one parameter or one mode.
    for (;;) {
        const learned = memory.read();
        const body = chatBody(request, { profile, model: asked.model, learned, schemaNote });
        const start = asked.now();
        const heard = await heardFrom(place, body, { signal, onText: request.onText });
        if (heard.ok)
            return answerOf(heard, body, { ...means, mode: learned.mode, ms: asked.now() - start });
        if (signal.aborted)
            return heard;
        if (heard.code === 'SCHEMA_UNSUPPORTED' && memory.refuseMode(learned.mode))
            continue;
        const parameter = refusedParameter(heard, body, profile.tokens);
        if (parameter === undefined)
            return heard;
        memory.refuseParameter(parameter);
    }
};
/** What the server sent until it ended or failed; what came after a complete answer does not matter. */
const heardFrom = async ({ server, asked }, body, { signal, onText }) => {
    const heard = nothingHeard();
    try {
        await readStream(await chatStream(server, body, signal), heard, onText);
    }
    catch (error) {
        if (heard.finish === undefined)
            return openAiFailure(error, asked);
    }
    if (heard.finish !== undefined || heard.looping)
        return { ok: true, ...heard };
    return (0,model_failure/* modelFailure */.iW)('unfinished', { model: asked.model, why: 'no end was sent' });
};
const answerOf = (heard, body, sent) => {
    const { place, name, ms } = sent;
    const { engine, model } = place.asked;
    const finish = heard.looping ? 'loop' : finishes[heard.finish ?? ''];
    if (finish === 'filtered' || heard.refused)
        return (0,model_failure/* modelFailure */.iW)('filtered', { engine, model });
    if (finish === undefined) {
        return (0,model_failure/* modelFailure */.iW)('unfinished', {
            model,
            why: place.asked.hide(`it ended with "${heard.finish?.slice(0, 40)}"`),
        });
    }
    if (finish === 'stop' && heard.text.trim() === '')
        return (0,model_failure/* modelFailure */.iW)('unfinished', { model, why: 'it is empty' });
    const usage = countsOf(heard, body, sent);
    if ('ok' in usage)
        return usage;
    const times = { engine_ms: ms, ...(heard.prompt_ms !== undefined && { prompt_ms: heard.prompt_ms }) };
    return { ok: true, text: generate_openai_textOf(heard.text, finish, sent), finish, served_by: name, ...usage, ...times };
};
const countsOf = ({ usage, text }, { messages }, { place, tokens }) => {
    const { asked, profile } = place;
    const prompt = messages.map(({ content }) => content).join('\n');
    const expected = tokens.estimate(messages);
    const assumed = { prompt_tokens: expected ?? (0,estimate_tokens/* estimateTokens */.b)(prompt), answer_tokens: (0,estimate_tokens/* estimateTokens */.b)(text) };
    if (usage === undefined)
        return { ...assumed, estimated: true };
    const read = usage.prompt_tokens;
    if (!(0,prompt_cut/* promptCut */.D)({ read, characters: prompt.length, estimate: expected })) {
        tokens.learn(messages, read);
        return usage;
    }
    // Of an engine that refuses what is too long, so low a count is a false one.
    if (!profile.cutsSilently)
        return { ...assumed, estimated: true };
    return (0,model_failure/* modelFailure */.iW)('prompt_cut', { engine: asked.engine, read, sent: assumed.prompt_tokens });
};
// As OpenAI says it, TGI (`eos_token`, `stop_sequence`), Zhipu (`sensitive`).
const finishes = {
    stop: 'stop',
    eos_token: 'stop',
    stop_sequence: 'stop',
    length: 'length',
    content_filter: 'filtered',
    sensitive: 'filtered',
};
const generate_openai_textOf = (text, finish, { mode, memory }) => {
    if (mode !== 'json_schema')
        return extractJson(text, finish === 'stop');
    if (finish !== 'stop' || isJsonObject(text))
        return text;
    // A grammar would not have let it end here: the engine takes the schema and ignores it.
    memory.refuseMode(mode);
    return extractJson(text, true);
};

;// CONCATENATED MODULE: ./dist/js/core/model/openai/openai-server.js
/** Reads a base URL; credentials in it become a header, since `fetch` refuses them. */
const locate = ({ baseUrl, apiKey, headers = {} }, profile, fetch) => {
    const url = URL.parse(baseUrl.trim());
    if (url === null)
        return { ok: false, host: shown(baseUrl), why: 'it is no URL' };
    if (!/^https?:$/.test(url.protocol))
        return { ok: false, host: shown(baseUrl), why: 'it is neither http nor https' };
    const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
    const own = { ...basic(url), ...keyHeader(apiKey, profile) };
    const bad = Object.values({ ...own, ...headers }).some((value) => /[^\t\x20-\x7e\x80-\xff]/.test(value));
    if (bad)
        return { ok: false, host: base, why: 'a header or key for it holds characters that no header may hold' };
    return {
        ok: true,
        server: { base, query: url.search, headers: { ...own, ...headers }, fetch },
        url: base,
        secrets: [
            ...Object.values({ ...own, ...headers }).flatMap((value) => [value, value.replace(/^(Bearer|Basic) /, '')]),
            decoded(url.password),
            ...url.searchParams.values(),
        ],
    };
};
const keyHeader = (apiKey, { key }) => {
    if (apiKey === undefined || apiKey === '')
        return {};
    return key === 'api-key' ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` };
};
const basic = ({ username, password }) => {
    if (username === '' && password === '')
        return {};
    const credentials = `${decoded(username)}:${decoded(password)}`;
    return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
};
const decoded = (text) => {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
};
const shown = (given) => given.replace(/[^/]*@/, '***@').replace(/\?.*$/, '');

;// CONCATENATED MODULE: ./dist/js/core/model/openai/openai.js















const identifyMs = 10_000;
const healthMs = 900;
/** A model behind the protocol of OpenAI, on one's own machines or in a cloud. */
const openAiModel = (options) => {
    const { profile: profileName, name, model, deadlineMs = 600_000, now = Date.now } = options;
    const told = (0,profiles/* profileNamed */.JD)(profileName);
    const profile = options.context === undefined ? told : { ...told, context: options.context };
    const located = locate(options, profile, options.fetch ?? fetch_without_timeout/* fetchWithoutTimeout */.O);
    if (!located.ok)
        return nowhere(name, (0,model_failure/* modelFailure */.iW)('invalid_host', { host: located.host, why: located.why }));
    const { url, server } = located;
    const asked = { engine: profile.engine, url, model, now, hide: (0,hide_secrets/* secretHider */.T)(located.secrets) };
    const place = { profileName, profile, server, asked };
    const memory = memoryOf(profile, JSON.stringify([server.base, server.query, model]), options.endpoints);
    const tokens = (0,token_estimator/* tokenEstimator */.W)();
    const tooLarge = contextCheck(place);
    const within = async (limit, work) => {
        if (limit.signal?.aborted === true)
            return (0,model_failure/* cancelled */.KW)();
        return (0,with_deadline/* withDeadline */.N)(limit, async (signal, ended) => {
            const failed = (error) => {
                if (ended() === 'aborted')
                    return (0,model_failure/* cancelled */.KW)();
                if (ended() === undefined)
                    return openAiFailure(error, asked);
                return (0,model_failure/* modelFailure */.iW)('timed_out', { engine: profile.engine, url, seconds: limit.ms / 1000 });
            };
            try {
                const result = await work(signal);
                // The package ends a stream that was aborted as if it had come to its end.
                return signal.aborted && !succeeded(result) ? failed(signal.reason) : result;
            }
            catch (error) {
                return failed(error);
            }
        });
    };
    const health = (signal) => within({ ms: healthMs, signal }, async (either) => {
        const start = now();
        const { health: path } = profile;
        const asks = path === undefined ? `${server.base}/models${server.query}` : besides(server.base, path);
        const answer = await getJson(server, asks, either);
        const served = answer.status === 200 || (!profile.listsAll && path === undefined && answer.status === 404);
        if (!served)
            return refused(answer, asked);
        const version = (0,untrusted/* field */.ZZ)(answer.value, 'version');
        return { ok: true, ms: now() - start, ...(typeof version === 'string' && { version: version.slice(0, 80) }) };
    });
    return {
        name,
        endpoint: url,
        identify: (signal) => within({ ms: Math.min(identifyMs, deadlineMs), signal }, (either) => identifyOpenAi(place, either)),
        generate: (request) => within({ ms: deadlineMs, signal: request.signal }, async (signal) => {
            const unfit = profile.cutsSilently ? await tooLarge(request, signal) : undefined;
            return (unfit ?? generateOpenAi(request, { name, place, memory, tokens, signal, schemaNote: options.schemaNote }));
        }),
        health,
        warmUp: async (signal) => {
            if (!profile.lazy) {
                const healthy = await health(signal);
                return healthy.ok ? { ok: true, ms: healthy.ms } : healthy;
            }
            return within({ ms: deadlineMs, signal }, async (either) => {
                const start = now();
                const heard = await heardFrom(place, loadBody(profile, model), { signal: either });
                return heard.ok ? { ok: true, ms: now() - start } : heard;
            });
        },
    };
};
const succeeded = (result) => typeof result === 'object' && result !== null && 'ok' in result && result.ok === true;
const nowhere = (name, failure) => {
    const fails = async () => failure;
    return { name, identify: fails, generate: fails, health: fails, warmUp: fails };
};


/***/ })

};

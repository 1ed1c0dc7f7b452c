export const id = 404;
export const ids = [404];
export const modules = {

/***/ 6404:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  embeddedModel: () => (/* binding */ embeddedModel)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./node_modules/p-queue/dist/index.js + 2 modules
var dist = __webpack_require__(7814);
// EXTERNAL MODULE: ./dist/js/core/model/failure/model-failure.js + 3 modules
var model_failure = __webpack_require__(2072);
// EXTERNAL MODULE: ./dist/js/core/model/with-deadline.js
var with_deadline = __webpack_require__(5293);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./dist/js/core/model/embedded/digest-file.js




const known = new Map();
/** SHA-256 of a file in hexadecimal; read again only where its size or time has changed. */
const digestFile = async (path, signal) => {
    const { size, mtimeMs } = await (0,promises_.stat)(path);
    const key = JSON.stringify([path, size, mtimeMs]);
    const digest = known.get(key) ?? (await hashed(path, signal));
    known.set(key, digest);
    return digest;
};
const hashed = async (path, signal) => {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path, { highWaterMark: 1024 * 1024 }), hash, signal === undefined ? {} : { signal });
    return hash.digest('hex');
};

;// CONCATENATED MODULE: ./dist/js/core/model/embedded/engine-failure.js

/** The failure that an error of the engine stands for. */
const engineFailure = (error, model) => {
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, 200);
    if (error instanceof Error && (error.name === 'InsufficientMemoryError' || /\bmemory\b|VRAM/i.test(detail))) {
        return (0,model_failure/* modelFailure */.iW)('out_of_memory', { url: 'this machine', model, detail });
    }
    return (0,model_failure/* modelFailure */.iW)('driver_failed', { model, detail });
};

// EXTERNAL MODULE: ./dist/js/core/model/detect-loop.js
var detect_loop = __webpack_require__(4794);
// EXTERNAL MODULE: external "node:module"
var external_node_module_ = __webpack_require__(8995);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./dist/js/core/model/embedded/load-llama.js
var __rewriteRelativeImportExtension = (undefined && undefined.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};



/** As on npm; also the name in the command that installs it. */
const llamaPackage = 'node-llama-cpp';
/** Whether one of the folders, or one above it, has the package installed, and where. */
const findLlama = (folders) => {
    for (const folder of folders) {
        try {
            return (0,external_node_module_.createRequire)((0,external_node_path_.join)(folder, 'package.json')).resolve(llamaPackage);
        }
        catch {
            // Perhaps the next one.
        }
    }
    return undefined;
};
/** Loads the package only now: it is not there for most, and brings an engine. @throws what loading it throws. */
const loadLlama = async (file) => {
    // The comments keep bundlers from looking for the package when casewright is built.
    const loaded = await import(__rewriteRelativeImportExtension(/* webpackIgnore: true */ /* @vite-ignore */ (0,external_node_url_.pathToFileURL)(file).href));
    if (isLlama(loaded))
        return loaded;
    throw new TypeError(`${llamaPackage} is of a version that casewright does not know`);
};
const isLlama = (loaded) => typeof loaded === 'object' &&
    loaded !== null &&
    ['getLlama', 'LlamaChat', 'readGgufFileInfo'].every((name) => typeof Reflect.get(loaded, name) === 'function');

;// CONCATENATED MODULE: ./dist/js/core/model/embedded/generate-embedded.js



/** One answer, held to the schema by a grammar. @throws the engine's errors, and the reason of an abort. */
const generateEmbedded = async (request, means) => {
    const { name, model: loaded, now } = means;
    const { chat, model, context } = loaded;
    const history = historyOf(request.messages);
    const prompt_tokens = chat.chatWrapper
        .generateContextState({ chatHistory: history })
        .contextText.tokenize(model.tokenizer).length;
    // Beyond it the engine would take the beginning of the prompt away, and say nothing.
    const needed = prompt_tokens + request.max_tokens;
    if (needed > context)
        return (0,model_failure/* modelFailure */.iW)('context_too_small', { needed, model: name, context });
    const grammar = await grammarFor(request.schema, loaded);
    if (typeof grammar === 'string')
        return unsupported(name, grammar);
    const start = now();
    const before = loaded.sequence.tokenMeter.getState();
    const { text, finish } = await heard(request, { ...means, history, grammar });
    const { usedOutputTokens } = loaded.sequence.tokenMeter.diff(before);
    const engine_ms = now() - start;
    if (finish === undefined)
        return (0,model_failure/* modelFailure */.iW)('unfinished', { model: name, why: 'the engine gave no reason' });
    return { ok: true, text, finish, served_by: name, prompt_tokens, answer_tokens: usedOutputTokens, engine_ms };
};
const heard = async (request, { model, history, grammar, signal }) => {
    const loop = new AbortController();
    let text = '';
    const onTextChunk = (added) => {
        if (loop.signal.aborted)
            return;
        text += added;
        request.onText?.(text.length);
        if ((0,detect_loop/* isLooping */.T)(text))
            loop.abort();
    };
    const { temperature, seed, max_tokens: maxTokens } = request;
    const either = AbortSignal.any([signal, loop.signal]);
    try {
        const options = { grammar, maxTokens, temperature, seed, signal: either, onTextChunk };
        const { response, metadata } = await model.chat.generateResponse(history, options);
        return { text: response, finish: finishes[metadata.stopReason] };
    }
    catch (error) {
        if (loop.signal.aborted && !signal.aborted)
            return { text, finish: 'loop' };
        throw error;
    }
};
const finishes = {
    eogToken: 'stop',
    stopGenerationTrigger: 'stop',
    customStopTrigger: 'stop',
    maxTokens: 'length',
};
// The engine wants a place for the answer at the end of the history.
const historyOf = (messages) => [
    ...messages.map(({ role, content }) => role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content }),
    { type: 'model', response: [] },
];
/** The grammar, or why there is none. */
const grammarFor = async (schema, { llama }) => {
    try {
        return await llama.createGrammarForJsonSchema(schema);
    }
    catch (error) {
        return error instanceof Error ? error.message.slice(0, 200) : String(error);
    }
};
const unsupported = (model, detail) => (0,model_failure/* modelFailure */.iW)('schema_unsupported', { engine: llamaPackage, url: 'this process', model, detail });

;// CONCATENATED MODULE: ./dist/js/core/model/embedded/load-weights.js
/** Takes the memory for weights and context. @throws the engine's errors. */
const loadWeights = async (module, how) => {
    const { getLlama, LlamaChat: Chat } = module;
    const llama = await getLlama({
        gpu: how.gpu,
        // It neither compiles nor downloads an engine: the package brings one.
        build: 'never',
        skipDownload: true,
        progressLogs: false,
        logLevel: 'error',
        logger: () => undefined,
        maxThreads: how.threads,
    });
    try {
        const model = await llama.loadModel({ modelPath: how.path, loadSignal: how.signal });
        const context = await model.createContext({
            contextSize: how.context,
            threads: how.threads,
            sequences: 1,
            createSignal: how.signal,
        });
        const sequence = context.getSequence();
        return { llama, model, sequence, chat: new Chat({ contextSequence: sequence }), context: context.contextSize };
    }
    catch (error) {
        await llama.dispose();
        throw error;
    }
};

// EXTERNAL MODULE: ./dist/js/core/model/untrusted.js
var untrusted = __webpack_require__(7732);
;// CONCATENATED MODULE: ./dist/js/core/model/embedded/read-weights.js

// llama.cpp's own guess.
const assumedContext = 4096;
// `llama_ftype` of llama.cpp, as far as it is usual.
const quantizations = {
    0: 'F32',
    1: 'F16',
    2: 'Q4_0',
    3: 'Q4_1',
    7: 'Q8_0',
    8: 'Q5_0',
    9: 'Q5_1',
    10: 'Q2_K',
    12: 'Q3_K_M',
    14: 'Q4_K_S',
    15: 'Q4_K_M',
    16: 'Q5_K_S',
    17: 'Q5_K_M',
    18: 'Q6_K',
    32: 'BF16',
};
/** @throws where the file is no GGUF file. */
const readWeights = async ({ readGgufFileInfo }, path, signal) => {
    const options = { readTensorInfo: false, logWarnings: false, sourceType: 'filesystem' };
    const { metadata } = await readGgufFileInfo(path, { ...options, ...(signal && { signal }) });
    const general = (0,untrusted/* field */.ZZ)(metadata, 'general');
    const [architecture = ''] = (0,untrusted/* texts */.Te)([(0,untrusted/* field */.ZZ)(general, 'architecture')]);
    const [license] = (0,untrusted/* texts */.Te)([(0,untrusted/* field */.ZZ)(general, 'license')]);
    const quantization = quantizations[(0,untrusted/* positive */.yj)((0,untrusted/* field */.ZZ)(general, 'file_type')) ?? 0];
    return {
        context: (0,untrusted/* positive */.yj)((0,untrusted/* field */.ZZ)((0,untrusted/* field */.ZZ)(metadata, architecture), 'context_length')) ?? assumedContext,
        ...(license !== undefined && { license: license.slice(0, 80) }),
        ...(quantization !== undefined && { quantization }),
    };
};

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./dist/js/core/model/embedded/follow.js
const mostRedirects = 5;
/**
 * An answer and the address that gave it. Redirects are followed here and not by `fetch`: to https or the same host, and
 * the token stays at the hub. @throws the connection's errors, and an Error for a redirect that is not followed
 */
const follow = async (start, asked, source) => {
    const { method, headers, enough } = asked;
    let url = new URL(start);
    for (let turn = 0; turn <= mostRedirects; turn += 1) {
        const sent = { ...headers, ...keyFor(url, source) };
        // One after the other: each answer says where the next is.
        // oxlint-disable-next-line no-await-in-loop
        const answer = await source.fetch(url, {
            method,
            redirect: 'manual',
            headers: sent,
            signal: source.signal ?? null,
        });
        const location = placeOf(answer);
        if (location === null || enough?.(answer) === true)
            return { answer, url };
        // oxlint-disable-next-line no-await-in-loop
        await answer.body?.cancel();
        url = nextPlace(url, location);
    }
    throw new Error(`it redirects more than ${mostRedirects} times`);
};
/** Where an answer redirects to. */
const placeOf = ({ status, headers }) => status >= 300 && status < 400 ? headers.get('location') : null;
/** @throws an Error where a redirect leads out of encryption, or from one host of the network to another. */
const nextPlace = (from, location) => {
    const to = new URL(location, from);
    if (to.protocol === 'https:' || (to.protocol === from.protocol && to.hostname === from.hostname))
        return to;
    throw new Error(`it redirects to ${to.protocol}//${to.host}`);
};
const keyFor = ({ origin }, { hub, token }) => token !== undefined && origin === new URL(hub).origin ? { authorization: `Bearer ${token}` } : {};

// EXTERNAL MODULE: ./dist/js/core/model/make-folder.js
var make_folder = __webpack_require__(3823);
;// CONCATENATED MODULE: ./dist/js/core/model/embedded/download-weights.js









/** Downloads a file, going on where an earlier run stopped; it has its name only once its digest is right. */
const downloadWeights = async (wanted, how) => {
    const { name, path, repository, file } = wanted;
    const url = `${how.hub}/${repository}/resolve/main/${file}`;
    const part = `${path}.part`;
    try {
        const source = await locate(url, how);
        if (typeof source === 'number')
            return refused(source, url, name);
        // Cut weights would be taken for whole ones.
        if (source.digest === undefined && source.total === undefined) {
            return (0,model_failure/* modelFailure */.iW)('weights_unverified', { model: name, url });
        }
        await (0,make_folder/* makeFolder */.f)((0,external_node_path_.dirname)(path));
        await receive(source, part, how);
        const found = await digestFile(part, how.signal);
        if (source.digest !== undefined && found !== source.digest) {
            await (0,promises_.rm)(part, { force: true });
            return (0,model_failure/* modelFailure */.iW)('checksum_differs', { model: name, found, expected: source.digest });
        }
        await (0,promises_.rename)(part, path);
        return undefined;
    }
    catch (error) {
        if (how.signal?.aborted === true)
            return (0,model_failure/* cancelled */.KW)();
        return (0,model_failure/* modelFailure */.iW)('download_failed', { model: name, url, detail: reasonOf(error) });
    }
};
// The hub answers with a redirect to the bytes, and tells their SHA-256 only in the headers of that answer.
const locate = async (start, how) => {
    const { answer, url } = await follow(start, { method: 'HEAD', enough: tellsOfFile }, how);
    if (answer.status >= 400)
        return answer.status;
    const place = placeOf(answer);
    const size = Number(answer.headers.get('x-linked-size') ?? (place === null ? answer.headers.get('content-length') : 0));
    return {
        url: (place === null ? url : nextPlace(url, place)).href,
        digest: digestIn(answer),
        total: size > 0 ? size : undefined,
    };
};
const digestIn = ({ headers }) => /^"?([0-9a-f]{64})"?$/.exec(headers.get('x-linked-etag') ?? '')?.[1];
const tellsOfFile = (answer) => digestIn(answer) !== undefined || answer.headers.has('x-linked-size');
const receive = async ({ url, total }, part, how) => {
    const have = await (0,promises_.stat)(part).then(({ size }) => size, () => 0);
    if (have > 0 && have === total)
        return;
    const range = have > 0 ? { range: `bytes=${have}-` } : {};
    const { answer } = await follow(url, { method: 'GET', headers: range }, how);
    if (answer.status === 416) {
        await (0,promises_.rm)(part, { force: true });
        throw new Error('the file has changed meanwhile');
    }
    if (!answer.ok || answer.body === null)
        throw new Error(`HTTP ${answer.status}`);
    const goesOn = answer.status === 206;
    let received = goesOn ? have : 0;
    const counted = async function* (chunks) {
        for await (const chunk of chunks) {
            received += chunk.length;
            how.onProgress?.({ received, total });
            yield chunk;
        }
    };
    const file = (0,external_node_fs_.createWriteStream)(part, { flags: goesOn ? 'a' : 'w' });
    await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(answer.body), counted, file);
    if (total !== undefined && received !== total)
        throw new Error(`${received} of ${total} bytes came`);
};
const refused = (status, url, model) => {
    if (status === 404)
        return (0,model_failure/* modelFailure */.iW)('weights_missing', { model, path: url });
    if (status === 401 || status === 403) {
        return (0,model_failure/* modelFailure */.iW)('access_denied', { engine: 'Hugging Face', url, detail: String(status) });
    }
    return (0,model_failure/* modelFailure */.iW)('download_failed', { model, url, detail: `HTTP ${status}` });
};
const reasonOf = (error) => {
    if (!(error instanceof Error))
        return String(error);
    const { cause } = error;
    return cause instanceof Error ? cause.message : error.message;
};

;// CONCATENATED MODULE: ./dist/js/core/model/embedded/weights.js





const segment = /^[A-Za-z0-9][\w.-]*$/;
/** Reads `PATH`, `hf:owner/repository/file.gguf` or `owner/repository:file.gguf`. */
const parseWeights = (given) => {
    const path = given.startsWith('hf:') ? given.slice(3).replace(':', '/') : shorthand(given);
    const [owner = '', name = '', ...file] = (path ?? '').split('/');
    const valid = [owner, name, ...file].every((part) => segment.test(part) && !part.includes('..'));
    return path !== undefined && file.length > 0 && valid
        ? { kind: 'hub', repository: `${owner}/${name}`, file: file.join('/') }
        : { kind: 'file', path: given };
};
const shorthand = (given) => /^[\w.-]+\/[\w.-]+:[^:]+\.gguf$/i.test(given) ? given.replace(':', '/') : undefined;
/** Where downloads go unless it is configured. */
const modelCache = (env = process.env) => (0,external_node_path_.join)(env.XDG_CACHE_HOME || (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.cache'), 'casewright', 'models');
/** The file with the weights, downloaded if it is not there and may be. */
const weightsFile = async (name, weights, { folder, cache, download, ...downloading }) => {
    const path = pathOf(weights, { folder, cache });
    const size = await sizeOf(path);
    if (size !== undefined)
        return { ok: true, path, size };
    if (weights.kind === 'file' || !download)
        return notThere(name, weights, path);
    const downloaded = await downloadWeights({ name, path, ...weights }, downloading);
    return downloaded ?? { ok: true, path, size: (await sizeOf(path)) ?? 0 };
};
/** Why weights that must be there already are not; undefined if they are. */
const missingWeights = async (name, weights, folders) => {
    const path = pathOf(weights, folders);
    return (await sizeOf(path)) === undefined ? notThere(name, weights, path) : undefined;
};
const pathOf = (weights, { folder, cache }) => weights.kind === 'file' ? (0,external_node_path_.resolve)(folder, weights.path) : (0,external_node_path_.join)(cache, weights.repository, weights.file);
const notThere = (model, { kind }, path) => (0,model_failure/* modelFailure */.iW)(kind === 'file' ? 'weights_missing' : 'weights_not_downloaded', { model, path });
const sizeOf = async (path) => {
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    return found?.isFile() === true ? found.size : undefined;
};

;// CONCATENATED MODULE: ./dist/js/core/model/embedded/embedded.js











const engine = llamaPackage;
const small = 300_000_000;
/** A model in this process, by llama.cpp. It is loaded at the first call, and has one context: calls wait for each other. */
const embeddedModel = (options) => {
    const { weights, folder = process.cwd(), packageFolders = [], deadlineMs = 600_000, now = Date.now } = options;
    const { fetch = globalThis.fetch, hub = 'https://huggingface.co', token, contextSize = 8192, gpu = 'auto' } = options;
    const { name = `embedded:${weights}`, download = true } = options;
    const wanted = parseWeights(weights);
    const cache = options.cache ?? modelCache();
    const queue = new dist/* default */.Ay({ concurrency: 1 });
    let loaded;
    const module = async () => {
        const file = findLlama([folder, ...packageFolders]);
        return file === undefined
            ? (0,model_failure/* modelFailure */.iW)('driver_missing', { model: name, package: llamaPackage })
            : loadLlama(file);
    };
    const identified = async (signal) => {
        const llama = await module();
        if ('ok' in llama)
            return llama;
        const place = { folder, cache, download, fetch, hub, token, onProgress: options.onDownload, signal };
        const file = await weightsFile(name, wanted, place);
        if (!file.ok)
            return file;
        const { context, ...facts } = await readWeights(llama, file.path, signal);
        const identity = {
            ok: true,
            provider: 'embedded',
            model: weights,
            deployment: 'in_process',
            digest: `sha256:${await digestFile(file.path, signal)}`,
            context: Math.min(context, contextSize),
            size: file.size,
            ...facts,
        };
        return { ok: true, llama, path: file.path, identity };
    };
    const ready = async (signal) => {
        if (loaded !== undefined)
            return loaded;
        const found = await identified(signal);
        if (!found.ok)
            return found;
        const { size = 0, context } = found.identity;
        // On a few busy cores, threads that wait for each other slow a small model down manifold.
        const threads = size < small ? 1 : (0,external_node_os_.availableParallelism)();
        loaded = await loadWeights(found.llama, { path: found.path, context, threads, gpu, signal });
        return loaded;
    };
    /** One at a time; a deadline counts from the moment of the call. */
    const inTurn = (signal, work) => (0,with_deadline/* withDeadline */.N)({ ms: deadlineMs, signal }, async (either, ended) => {
        try {
            const turn = queue.add(async () => {
                either.throwIfAborted();
                const model = await ready(either);
                return 'code' in model ? model : work(model, either);
            });
            // The place in the queue is kept until the engine has really stopped; the caller need not wait for that.
            return await Promise.race([turn, abortOf(either)]);
        }
        catch (error) {
            if (ended() === 'aborted')
                return (0,model_failure/* cancelled */.KW)();
            if (ended() === 'timeout')
                return (0,model_failure/* modelFailure */.iW)('timed_out', { engine, url: name, seconds: deadlineMs / 1000 });
            return engineFailure(error, name);
        }
    });
    return {
        name,
        ...(wanted.kind === 'hub' && { endpoint: hub }),
        identify: async (signal) => {
            const aborted = () => signal?.aborted === true;
            if (aborted())
                return (0,model_failure/* cancelled */.KW)();
            try {
                const found = await identified(signal);
                return found.ok ? found.identity : found;
            }
            catch (error) {
                return aborted() ? (0,model_failure/* cancelled */.KW)() : engineFailure(error, name);
            }
        },
        generate: async (request) => {
            if (request.signal?.aborted === true)
                return (0,model_failure/* cancelled */.KW)();
            return inTurn(request.signal, (model, signal) => generateEmbedded(request, { name, model, signal, now }));
        },
        health: async () => {
            const start = now();
            if (findLlama([folder, ...packageFolders]) === undefined) {
                return (0,model_failure/* modelFailure */.iW)('driver_missing', { model: name, package: llamaPackage });
            }
            // What can be downloaded is downloaded when it is needed.
            const later = wanted.kind === 'hub' && download;
            const missing = later ? undefined : await missingWeights(name, wanted, { folder, cache });
            return missing ?? { ok: true, ms: now() - start };
        },
        warmUp: async (signal) => {
            const start = now();
            if (signal?.aborted === true)
                return (0,model_failure/* cancelled */.KW)();
            return inTurn(signal, async () => ({ ok: true, ms: now() - start }));
        },
        close: () => queue.add(async () => {
            await loaded?.llama.dispose();
            loaded = undefined;
        }),
    };
};
const abortOf = (signal) => new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
});


/***/ })

};

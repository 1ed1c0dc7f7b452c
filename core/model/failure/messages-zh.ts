import type { FailureMessages } from './messages-en.ts';

const seesLog = '请查看服务器日志：其引擎可能已崩溃或内存不足。';
const anotherSeed = '将用另一个随机种子重试；若仍然如此，请使用更大的模型。';

export const chinese: FailureMessages = {
  unreachable: {
    message: '无法连接 {url} 上的 {engine}（{detail}）。',
    hint: '请启动它，或将 base_url 设为其所在地址；`casewright doctor` 会说明哪些可用。',
  },
  ollama_unreachable: {
    message: '无法连接 {url} 上的 Ollama（{detail}）。',
    hint: '请用 `ollama serve` 启动它，或将 OLLAMA_HOST 设为其所在地址；`casewright doctor` 会说明哪些可用。',
  },
  invalid_host: {
    message: '主机“{host}”不可用：{why}。',
    hint: '请将 OLLAMA_HOST 或 base_url 设为主机、主机:端口或 URL，例如 127.0.0.1:11434 或 http://gpu-box:11434。',
  },
  redirected: {
    message: '{url} 上的 {engine} 重定向到别处（{detail}）；只会访问所配置的主机。',
    hint: '请配置直接提供模型服务的地址。',
  },
  wrong_protocol: {
    message: '{url} 上的服务不支持 {engine} 的协议。',
    hint: '请将 OLLAMA_HOST 或 base_url 指向模型服务器，然后运行 `casewright doctor`。',
  },
  access_denied: {
    message: '{url} 上的 {engine} 拒绝访问（{detail}）。',
    hint: '请将凭据写入 OLLAMA_HOST（http://user:secret@gpu-box:11434），或用 api_key_env、api_key_file 指明密钥所在的变量或文件。',
  },
  model_missing: {
    message: '{url} 上没有安装模型“{model}”（已安装：{installed}）。',
    hint: '请运行 `ollama pull {model}`，或指定一个已安装的模型。',
  },
  model_not_served: {
    message: '{url} 上没有提供模型“{model}”（已提供：{served}）。',
    hint: '请指定该服务器提供的模型，或在服务器上加载它。',
  },
  model_unfit: {
    message: '{url} 上的模型“{model}”不能使用：{why}。',
    hint: '请指定其他模型，例如 `ollama pull qwen3:8b` 所安装的模型；`casewright doctor` 列出已安装的模型。',
  },
  cloud_model: {
    message: '{url} 上的模型“{model}”在云端运行，而需求只能留在本地。',
    hint: '请指定权重在本机的模型；`casewright doctor` 列出已安装的模型。',
  },
  host_not_allowed: {
    message: '“{model}”的主机 {host} 不在 allowed_hosts 之中（{allowed}）。',
    hint: '请将其加入 casewright.yml 的 allowed_hosts，或使用允许的主机上的模型。',
  },
  license_not_allowed: {
    message: '“{model}”的许可证（{license}）不在 allowed_licenses 之中（{allowed}）。',
    hint: '请使用许可证被允许的模型，或将其加入 allowed_licenses；`casewright doctor` 显示每个模型的许可证。',
  },
  out_of_memory: {
    message: '{url} 的内存容不下“{model}”（{detail}）。',
    hint: '请使用更小的模型或量化版本。',
  },
  busy: {
    message: '{url} 上的 {engine} 正忙（{detail}）。',
    hint: '请等待其他工作完成，或降低 --concurrency。',
  },
  circuit_open: {
    message: '“{model}”连续失败 {count} 次，{seconds} 秒内不再调用。',
    hint: '`casewright doctor` 会说明哪些可用；下次运行会再次尝试。',
  },
  all_failed: {
    message: '“{model}”中没有可用的模型：{detail}',
    hint: '`casewright doctor` 会说明哪些可用；在列表末尾加上 `rules` 可在没有模型时继续。',
  },
  context_too_small: {
    message: '提示与回答需要 {needed} 个词元，而“{model}”只能容纳 {context} 个。',
    hint: '请使用上下文更大的模型，或拆分该需求。',
  },
  prompt_refused: {
    message: '提示超出“{model}”的上下文（{detail}）。',
    hint: '请使用上下文更大的模型，或拆分该需求。',
  },
  prompt_cut: {
    message: '{engine} 只读取了提示约 {sent} 个词元中的 {read} 个，其余被悄悄截断。',
    hint: '请升级服务器，或为其设置更大的上下文。',
  },
  truncated: {
    message: '“{model}”的回答在 {tokens} 个词元处被截断。',
    hint: '其中完整的部分有效，其余会再次请求；若仍然如此，请使用更大的模型。',
  },
  loop: { message: '“{model}”不断重复，回答已被中止。', hint: anotherSeed },
  unfinished: { message: '“{model}”的回答不完整：{why}。', hint: anotherSeed },
  connection_closed: {
    message: '{url} 上的 {engine} 在回答完成之前关闭了连接（{detail}）。',
    hint: seesLog,
  },
  filtered: {
    message: '{engine} 的内容过滤器中止了“{model}”的回答。',
    hint: '请使用本地模型，或申请放宽过滤。',
  },
  schema_unsupported: {
    message: '{url} 上的 {engine} 拒绝“{model}”的回答模式（{detail}）。',
    hint: '请升级服务器，或使用其他模型。',
  },
  rate_limited: {
    message: '{url} 上的 {engine} 限制了调用频率（{detail}）。',
    hint: '请在 casewright.yml 中设置该模型的 requests_per_minute，或降低 --concurrency。',
  },
  server_failed: { message: '{url} 上的 {engine} 出错（{detail}）。', hint: seesLog },
  request_refused: { message: '{url} 上的 {engine} 拒绝了请求（{detail}）。', hint: seesLog },
  driver_missing: {
    message: '模型“{model}”在 casewright 进程内运行，需要软件包 {package}，但尚未安装。',
    hint: '请运行 `npm install {package}`，或使用 Ollama。',
  },
  driver_failed: { message: '“{model}”的引擎出错（{detail}）。', hint: '请升级该软件包，或使用 Ollama。' },
  cache_package_missing: {
    message: '{url} 上的缓存需要软件包 {package}，但尚未安装或无法使用（{detail}）。',
    hint: '请运行 `npm install {package}`，或使用文件夹作为缓存。',
  },
  weights_missing: {
    message: '“{model}”的权重不在 {path}。',
    hint: '请指定存在的 GGUF 文件，或以 hf:owner/repository/file.gguf 指定 Hugging Face 模型。',
  },
  weights_not_downloaded: {
    message: '“{model}”的权重尚未下载：{path} 处没有该文件。',
    hint: '不带 --dry-run 的 `casewright generate` 会下载它们。',
  },
  weights_unverified: {
    message: '{url} 既未给出“{model}”权重的摘要，也未给出大小：无法证明下载完整。',
    hint: '请手动下载该文件并指定其路径，或改用会给出这些信息的来源。',
  },
  download_failed: {
    message: '无法从 {url} 下载“{model}”的权重（{detail}）。',
    hint: '请重新运行以继续，或手动下载该文件并指定其路径。',
  },
  checksum_differs: {
    message: '“{model}”的权重摘要为 {found}，应为 {expected}；该文件已丢弃。',
    hint: '请重新运行；若仍然如此，说明来源的文件已改变。',
  },
  secret_missing: {
    message: '“{model}”的密钥应在 {where}，但那里没有。',
    hint: '请在环境变量或文件中设置；密钥绝不写入 casewright.yml。',
  },
  timed_out: {
    message: '{url} 上的 {engine} 未在 {seconds} 秒内完成。',
    hint: '请使用更小的模型或更长的 timeout_seconds；首次调用包含加载模型的时间。',
  },
  cancelled: { message: '模型调用已取消。', hint: '重新运行即可继续。' },
};

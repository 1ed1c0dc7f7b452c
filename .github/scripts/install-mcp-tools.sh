#!/usr/bin/env bash
# What tries the MCP server from outside, without administrator rights: install-mcp-tools.sh FOLDER puts the conformance
# suite, the inspector, two agents, the bundler of .mcpb files and schemathesis into FOLDER/bin, the grammar of PromQL into
# FOLDER/node_modules and published JSON Schemas into FOLDER/schemas. They are no development dependencies: the agents'
# packages for one platform each break `npm ci` on another. Needs Node 24, python3 and go.
set -euo pipefail
folder=${1:?say where to: install-mcp-tools.sh FOLDER}
for needed in node npm python3 go; do
  command -v "$needed" > /dev/null || { echo "$needed is missing" >&2; exit 2; }
done
mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || echo '{ "private": true }' > package.json
npm install --save-exact --no-audit --no-fund --loglevel=error \
  @modelcontextprotocol/conformance@0.2.0-alpha.12 \
  @modelcontextprotocol/inspector@2.12.0 \
  @modelcontextprotocol/server-everything@2026.8.31 \
  opencode-ai@1.18.33 \
  @openai/codex@0.169.0 \
  @anthropic-ai/mcpb@2.1.2 \
  @prometheus-io/lezer-promql@0.315.0 \
  @lezer/lr@1.4.12 \
  @lezer/common@1.5.5 \
  @lezer/highlight@1.2.5
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check schemathesis==4.32.5
mkdir -p bin
for tool in conformance mcp-inspector mcp-server-everything opencode codex mcpb; do
  ln -sf "../node_modules/.bin/$tool" "bin/$tool"
done
ln -sf ../venv/bin/schemathesis bin/schemathesis
# NAME MODULE@VERSION FILE: modules of Go hold what their authors publish.
mkdir -p schemas
while read -r name module file; do
  where=$(go mod download -json "$module" | node -p 'JSON.parse(fs.readFileSync(0, "utf8")).Dir')
  cp "$where/$file" "schemas/$name.schema.json"
  chmod u+w "schemas/$name.schema.json"
done << 'END'
server github.com/modelcontextprotocol/registry@v1.8.7 internal/validators/schemas/2025-12-11.json
compose github.com/compose-spec/compose-go/v2@v2.16.2 schema/compose-spec.json
END
for tool in conformance opencode codex mcpb schemathesis; do
  echo "$tool $("bin/$tool" --version | tail -n 1)"
done

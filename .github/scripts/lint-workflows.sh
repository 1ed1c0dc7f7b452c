#!/usr/bin/env bash
# actionlint and zizmor on every workflow and every example: lint-workflows.sh [actionlint|zizmor]. A linter that is not
# installed is skipped, and said to be. What GitHub's own parser says is a test: lint-workflow.test.ts.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
shopt -s nullglob
files=(.github/workflows/*.yml .github/workflows/examples/*.yml)
code=0

run() {
  case $1 in
    actionlint)
      local without=()
      for other in shellcheck pyflakes; do
        command -v "$other" > /dev/null || without+=("-$other=")
      done
      actionlint -config-file .github/actionlint.yaml "${without[@]}" "${files[@]}"
      ;;
    zizmor) zizmor --offline --pedantic --no-progress --quiet --config .github/zizmor.yml "${files[@]}" action.yml .github/dependabot.yml ;;
    *) echo "$1 is neither actionlint nor zizmor" >&2; return 2 ;;
  esac
}

[ $# -gt 0 ] || set -- actionlint zizmor
for linter in "$@"; do
  if command -v "$linter" > /dev/null; then
    run "$linter" || code=1
  else
    echo "skipped: $linter is not installed; .github/scripts/install-workflow-tools.sh FOLDER installs it"
  fi
done
exit "$code"

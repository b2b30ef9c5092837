#!/usr/bin/env bash
# Installs what is missing, then runs every check and test. Arguments go to pytest and skip the
# other checks, e.g. ./test.sh tests/domain -k period
set -eu
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$root/packaging/setup.sh"
set_up test
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

if [ $# -gt 0 ]; then
    exec .venv/bin/python -m pytest "$@"
fi

failed=""
check() {
    say "$*"
    "$root/.venv/bin/$1" "${@:2}" || failed="$failed $1"
}
check ruff check .
check ruff format --check .
check mypy
check lint-imports
check python -m pytest -q -n auto
if [ -n "$failed" ]; then
    fail "$failed"
fi

#!/usr/bin/env bash
# Installs what is missing, then opens the window; where there is no display it runs the tour
# (the real window, driven off screen) and says where its pictures and papers are.
# With arguments it runs that command, e.g. ./run.sh doctor
set -eu
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
. "$root/packaging/setup.sh"
start="$PWD"
set_up run

if [ $# -gt 0 ]; then
    cd "$start"
    exec "$root/.venv/bin/python" "$root/main.py" "$@"
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python main.py
fi
say "没有显示器，改为演示 / no display: running the tour off screen"
rm -rf out/tour
.venv/bin/python main.py tour --out out/tour
say "演示完成，文件在 / the tour's pictures and papers are in $root/out/tour:"
ls out/tour

# Shared by run.sh and test.sh: brings a bare Debian 12 (or a machine that has Python >= 3.11 and the
# libraries below) to where the program starts. Safe to run again: what is there is skipped.
# Usage: root=/path/of/project; . packaging/setup.sh; set_up run|test

# shared library -> Debian package that holds it
libraries="
libGL.so.1:libgl1
libEGL.so.1:libegl1
libglib-2.0.so.0:libglib2.0-0
libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1
libxkbcommon.so.0:libxkbcommon0
libxkbcommon-x11.so.0:libxkbcommon-x11-0
libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-render-util.so.0:libxcb-render-util0
libxcb-shape.so.0:libxcb-shape0
libcups.so.2:libcups2
"
# command -> Debian package, needed by the tests only
test_commands="
pdftotext:poppler-utils
qpdf:qpdf
chromium:chromium
chromedriver:chromium-driver
"
# shared library -> Debian package, needed by the tests only
test_libraries="
libzbar.so.0:libzbar0
"

say() { printf '==> %s\n' "$*"; }

fail() {
    printf '\n失败 / failed: %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo --preserve-env=DEBIAN_FRONTEND "$@"
    else
        return 1
    fi
}

may_become_root() { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1; }

fits() { "$1" -c 'import sys, venv, ensurepip, sqlite3; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in python3.11 python3 python3.12 python3.13; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

missing_system_packages() {
    known="$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null)"
    for pair in $libraries; do
        case "$known" in *"${pair%%:*} "*) ;; *) echo "${pair#*:}" ;; esac
    done
    if [ "$1" = test ]; then
        for pair in $test_commands; do
            command -v "${pair%%:*}" >/dev/null 2>&1 || echo "${pair#*:}"
        done
        for pair in $test_libraries; do
            case "$known" in *"${pair%%:*} "*) ;; *) echo "${pair#*:}" ;; esac
        done
    fi
    if ! [ -x "$root/.venv/bin/python" ] && ! find_python >/dev/null; then
        echo python3 python3-venv
    fi
    # An existing bundle is left alone: reinstalling would drop certificates added by hand.
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
}

install_system_packages() {
    missing="$(missing_system_packages "$1" | tr '\n' ' ')"
    [ -n "${missing// /}" ] || return 0
    command -v apt-get >/dev/null 2>&1 ||
        fail "这台机器没有 apt-get，请用它自己的软件包工具安装 / no apt-get here, install these with your own package tool: $missing"
    say "安装系统组件 / installing system packages: $missing"
    may_become_root ||
        fail "安装系统组件需要 root 或 sudo，请管理员运行 / needs root or sudo, ask the administrator to run: apt-get install -y --no-install-recommends $missing"
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get -qq -o Acquire::Retries=3 update 2>"$log" ||
        say "软件包清单没有全部更新，继续尝试 / some package lists could not be refreshed, going on"
    bundle=/etc/ssl/certs/ca-certificates.crt
    [ ! -e $bundle ] || cp $bundle "$log.pem"
    # shellcheck disable=SC2086  # one word a package
    as_root apt-get -qq -y -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
        install --no-install-recommends $missing >"$log" 2>&1 || {
        tail -n 4 "$log" >&2
        fail "系统组件没有装上，请检查网络和软件源后重新运行 / system packages could not be installed: check the network and the package sources, then run this again"
    }
    keep_certificates
}

# Installing Python writes the machine's bundle of certificates anew and drops those that somebody
# added by hand (an office's own proxy); pip goes on trusting what the machine trusted before.
keep_certificates() {
    [ -e "$log.pem" ] || return 0
    if ! cmp -s $bundle "$log.pem"; then
        mkdir -p build
        cat $bundle "$log.pem" >build/certificates.pem
    fi
    rm -f "$log.pem"
}

make_environment() {
    if [ -x .venv/bin/python ] && fits .venv/bin/python &&
        .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    python="$(find_python)" || fail "没有找到 Python 3.11 或更新版本 / no Python 3.11 or newer found"
    say "建立 Python 环境 .venv / making the Python environment ($("$python" --version))"
    rm -rf .venv
    "$python" -m venv .venv || fail "不能建立 .venv / .venv could not be made in $root"
}

install_python_packages() {
    say "安装锁定的 Python 组件 / installing the locked Python packages ($1)"
    export PIP_RETRIES="${PIP_RETRIES:-5}" PIP_DEFAULT_TIMEOUT="${PIP_DEFAULT_TIMEOUT:-60}"
    export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
    [ ! -e build/certificates.pem ] || export PIP_CERT="$root/build/certificates.pem"
    .venv/bin/python -m pip install --quiet --require-hashes --only-binary=:all: --no-deps -r "$1" ||
        fail "Python 组件没有装上：请检查网络和磁盘空间后重新运行，已下载的会保留 / Python packages could not be installed: check the network and the disk space, then run this again"
}

fingerprint() {
    cat "$1" resources/build_assets.py packaging/setup.sh | sha256sum | cut -d' ' -f1
}

set_up() {
    cd "$root" || exit 1
    [ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LANG=C.UTF-8
    exec 9<packaging/setup.sh && flock 9 # two starts at once wait for each other
    log="$(mktemp)"
    trap 'rm -f "$log" "$log.pem"' EXIT
    install_system_packages "$1"
    lock=requirements.lock
    [ "$1" != test ] || lock=requirements-dev.lock
    print="$(fingerprint $lock)"
    stamp=".venv/.ready-$1"
    if ! [ -x .venv/bin/python ] || [ "$(cat "$stamp" 2>/dev/null)" != "$print" ]; then
        say "准备运行环境，第一次要几分钟 / preparing, a few minutes the first time"
        make_environment
        install_python_packages $lock
        say "字体和拼音表，第一次约半分钟 / fonts and the pinyin table, half a minute the first time"
        .venv/bin/python -m resources.build_assets ||
            fail "字体没有生成 / the fonts could not be built: check the disk space, then run this again"
        .venv/bin/python -m compileall -q main.py liaison db ui resources || true
        echo "$print" >"$stamp"
        [ "$1" != test ] || fingerprint requirements.lock >.venv/.ready-run
        say "准备好了 / ready"
    fi
    exec 9<&-
    rm -f "$log"
    trap - EXIT
}

#!/bin/sh
# Puts siap in its place. Safe to run again: what is the same stays as it is.
set -eu

usage() {
    cat <<'TEXT'
Usage: ./install.sh [--prefix FOLDER] [--data FOLDER]

Builds siap and puts it into FOLDER/bin. If a program called siap lies beside
this script, that one is taken and nothing is built.

  --prefix FOLDER   where programs go (default: /usr/local)
  --data FOLDER     where the shop is kept (default: /var/lib/siap as root,
                    else ~/.local/share/siap)
  --help            this text
TEXT
}

say() { printf '%s\n' "$*"; }

fail() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

# Prints the program that is to be installed; builds it if it does not lie here.
program() {
    if [ -f "$here/siap" ]; then
        say "$here/siap"
        return
    fi
    [ -f "$here/Cargo.toml" ] || fail "neither a siap program nor its source is in $here. Run this from the source folder"
    command -v cargo >/dev/null 2>&1 || fail "cargo is missing, and siap must be built first.
  Install Rust (https://rustup.rs), or put a ready-made siap beside this script.
  Under sudo, build as yourself first: cargo build --release --locked && cp target/release/siap ."
    say "Building siap; this takes some minutes ..." >&2
    (cd "$here" && cargo build --release --locked) >&2 || fail "the build failed; nothing was installed"
    target=${CARGO_TARGET_DIR:-$here/target}
    say "$target/release/siap"
}

# Before minutes of building, and not after.
check_place() {
    mkdir -p "$bin" 2>/dev/null || true
    if [ ! -d "$bin" ] || [ ! -w "$bin" ]; then
        fail "$bin cannot be written. Use sudo, or a folder of your own: --prefix \"\$HOME/.local\""
    fi
}

# Never half a program: it is complete under another name before it gets its own.
put() {
    new=$bin/.siap.new.$$
    trap 'rm -f "$new"' EXIT
    trap 'exit 1' HUP INT TERM
    cp "$1" "$new"
    chmod 755 "$new"
    "$new" version >/dev/null 2>&1 || fail "$1 does not run on this machine; nothing was installed"
    mv -f "$new" "$bin/siap"
    trap - EXIT HUP INT TERM
}

make_data() {
    if [ -d "$data" ]; then
        say "The shop's folder is there: $data"
        return
    fi
    mkdir -p "$data" || fail "$data cannot be made. Choose another one with --data"
    chmod 750 "$data"
    # Under sudo the shop belongs to who asked, so that it need not be opened as root.
    if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_UID:-}" ] && [ -n "${SUDO_GID:-}" ]; then
        chown "$SUDO_UID:$SUDO_GID" "$data"
    fi
    say "Made the shop's folder: $data"
}

what_next() {
    siap="\"$bin/siap\""
    case ":$PATH:" in *":$bin:"*) siap=siap ;; esac
    say ""
    say "Start the shop:           $siap serve --data \"$data\""
    say "Then open /setup in a browser on this machine, or scan the code it shows with a phone"
    say "Is a shop open already? Stop it and start it again, to use this version."
}

main() {
    prefix=/usr/local
    data=
    while [ $# -gt 0 ]; do
        case $1 in
            --prefix | --data)
                folder=${2:-}
                case $folder in
                    "") fail "$1 needs a folder" ;;
                    /*) ;;
                    *) folder=$PWD/$folder ;;
                esac
                if [ "$1" = --prefix ]; then prefix=$folder; else data=$folder; fi
                shift 2
                ;;
            -h | --help)
                usage
                exit 0
                ;;
            *) fail "$1 is not known here; see ./install.sh --help" ;;
        esac
    done
    if [ -z "$data" ]; then
        if [ "$(id -u)" -eq 0 ]; then
            data=/var/lib/siap
        else
            data=${XDG_DATA_HOME:-${HOME:?no home folder; choose one with --data}/.local/share}/siap
        fi
    fi
    here=$(cd "$(dirname "$0")" && pwd)
    bin=$prefix/bin
    check_place

    siap=$(program)
    if cmp -s "$siap" "$bin/siap"; then
        say "Nothing changed: $bin/siap is this version already"
    else
        put "$siap"
        say "Installed $("$bin/siap" version) as $bin/siap"
    fi
    make_data
    what_next
}

main "$@"

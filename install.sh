#!/bin/sh
# Puts siap in its place as a service that starts with the machine. Safe to run again: what is the same stays as it is.
# Everything is in main(), called on the last line: a file that was cut off does nothing.
set -eu

usage() {
    cat <<'TEXT'
Usage: sudo ./install.sh [--data FOLDER] [--prefix FOLDER] [--dry-run]
       sudo ./install.sh --uninstall [--purge]
       ./install.sh --plain [--data FOLDER] [--prefix FOLDER]

Takes the program siap that lies beside this script, if its checksum in SHA256SUMS is
right; else builds it from the source beside it. Needs no internet for the first.

With systemd it makes a user and a service called siap, on port 80 if that is free and
8080 if not, and starts it. Run again, it brings siap up to the version that lies here:
the shop is backed up first, and if the new one does not open within 20 seconds, the old
one is put back.

  --plain           only the program and the shop's folder; no user, no service
  --prefix FOLDER   where programs go (default: /usr/local)
  --data FOLDER     where the shop is kept (default: /var/lib/siap as root,
                    else ~/.local/share/siap)
  --dry-run         say what would be done, and do nothing
  --uninstall       take the program and the service away; the shop stays
  --purge           with --uninstall: the shop, too, with all its orders and backups
  --help            this text
TEXT
}

say() { printf '%s\n' "$*"; }

fail() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

# Does it, or says it where nothing is to be done.
run() {
    if [ -n "$dry" ]; then
        say "would: $*"
    else
        "$@"
    fi
}

# One program for each processor; a 64-bit kernel may carry a 32-bit system, so the system is asked, too.
check_machine() {
    [ "$(uname -s)" = Linux ] || fail "this is $(uname -s); siap runs on Linux"
    bits=$(getconf LONG_BIT 2>/dev/null || echo 64)
    case $(uname -m) in
        x86_64 | aarch64 | arm64) ;;
        armv6l | armv7l | armv8l) bits=32 ;;
        *) fail "this processor ($(uname -m)) is none that siap is made for: x86_64 and aarch64" ;;
    esac
    [ "$bits" = 64 ] || fail "this is a 32-bit system. Siap needs a 64-bit one: put Raspberry Pi OS (64-bit) on the card"
}

# A program that was carried here must be what its makers made.
check_sum() {
    [ -f "$here/SHA256SUMS" ] || fail "SHA256SUMS is missing beside the program $here/siap. Copy the whole folder again"
    right=$(sed -n 's/^\([0-9a-f]\{64\}\) [ *]\(\.\/\)\{0,1\}siap$/\1/p' "$here/SHA256SUMS")
    [ -n "$right" ] || fail "SHA256SUMS says nothing of siap. Copy the whole folder again"
    found=$(sha256sum "$here/siap" | cut -d ' ' -f 1)
    [ "$found" = "$right" ] || fail "the program $here/siap is damaged (its checksum is another). Copy the whole folder again"
}

# Sets `program`: what is to be installed; builds it if it does not lie here.
find_program() {
    program=$here/siap
    if [ -f "$program" ]; then
        check_sum
    else
        build
    fi
    [ -n "$dry" ] && [ ! -f "$program" ] && return
    version=$("$program" version 2>/dev/null) || fail "$program does not run on this machine; nothing was installed"
}

build() {
    [ -f "$here/Cargo.toml" ] || fail "neither a siap program nor its source is in $here. Run this from its folder"
    program=${CARGO_TARGET_DIR:-$here/target}/release/siap
    # Under sudo the toolchain is usually that of who asked.
    if command -v cargo >/dev/null 2>&1; then
        as_user=
    elif [ -n "${SUDO_USER:-}" ] && sudo -u "$SUDO_USER" -i sh -c 'command -v cargo' >/dev/null 2>&1; then
        as_user=$SUDO_USER
    else
        fail "cargo is missing, and siap must be built first.
  Install Rust (https://rustup.rs) and a C compiler (sudo apt install build-essential),
  or put a ready-made siap with its SHA256SUMS beside this script."
    fi
    command -v cc >/dev/null 2>&1 || fail "a C compiler is missing: sudo apt install build-essential"
    if [ -n "$dry" ]; then
        say "would: build siap in $here"
        return
    fi
    say "Building siap; this takes some minutes ..."
    if [ -n "$as_user" ]; then
        sudo -u "$as_user" -i sh -c "cd '$here' && cargo build --release --locked"
    else
        (cd "$here" && cargo build --release --locked)
    fi || fail "the build failed; nothing was installed"
}

# Never half a program: it is complete under another name before it gets its own. The old one stays beside it.
put_program() {
    if cmp -s "$program" "$bin/siap"; then
        say "Nothing changed: $bin/siap is this version already"
        return 1
    fi
    if [ -n "$dry" ]; then
        say "would: put $program as $bin/siap"
        return 0
    fi
    mkdir -p "$bin" 2>/dev/null || true
    if [ ! -d "$bin" ] || [ ! -w "$bin" ]; then
        fail "$bin cannot be written. Use sudo, or a folder of your own: --plain --prefix \"\$HOME/.local\""
    fi
    cp "$program" "$bin/.siap.new"
    chmod 755 "$bin/.siap.new"
    [ ! -f "$bin/siap" ] || ln -f "$bin/siap" "$bin/siap.old"
    mv -f "$bin/.siap.new" "$bin/siap"
    say "Installed $version as $bin/siap"
}

make_folder() {
    if [ -d "$data" ]; then
        say "The shop's folder is there: $data"
        return
    fi
    run mkdir -p "$data" || fail "$data cannot be made. Choose another one with --data"
    run chmod 750 "$data"
}

# --- plain ---------------------------------------------------------------------------------------------------------

install_plain() {
    put_program || true
    make_folder
    # Under sudo the shop belongs to who asked, so that it need not be opened as root.
    if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_UID:-}" ] && [ -n "${SUDO_GID:-}" ]; then
        run chown "$SUDO_UID:$SUDO_GID" "$data"
    fi
    siap="\"$bin/siap\""
    case ":$PATH:" in *":$bin:"*) siap=siap ;; esac
    say ""
    say "Start the shop:           $siap serve --data \"$data\""
    say "Then open /setup in a browser on this machine, or scan the code it shows with a phone"
    say "Is a shop open already? Stop it and start it again, to use this version."
}

# --- as a service --------------------------------------------------------------------------------------------------

UNIT=/etc/systemd/system/siap.service
SETTINGS=/etc/siap/siap.env

unit() {
    cat <<TEXT
# Made by siap's install.sh, which writes it anew. Settings go to $SETTINGS,
# everything else into: systemctl edit siap
[Unit]
Description=Siap, orders for a food shop
After=network-online.target time-sync.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=main
User=siap
Group=siap
# A printer on USB belongs to lp.
SupplementaryGroups=lp
EnvironmentFile=-$SETTINGS
Environment=SIAP_DATA=$data
ExecStart=$bin/siap serve
# It says that it lives after the disk has taken a write, and not before.
WatchdogSec=60
TimeoutStartSec=300
TimeoutStopSec=20
Restart=always
RestartSec=3

# What it may use.
MemoryMax=512M
LimitNOFILE=65536
TasksMax=256
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE
UMask=0027

# What it may touch: its own folder, and sticks for backups.
ProtectSystem=strict
ReadWritePaths=$data
ReadWritePaths=-/media -/mnt -/run/media
ProtectHome=$home
PrivateTmp=yes
# A printer on USB; no other device.
DevicePolicy=closed
DeviceAllow=char-usblp rw
NoNewPrivileges=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
TEXT
}

# Prints a port that nobody has: 80 needs not be typed.
free_port() {
    # In /proc/net: the local address ends in the port, and 0A is «listening».
    if cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -Eq '^ *[0-9]+: [0-9A-F]+:0050 [0-9A-F]+:[0-9A-F]+ 0A'; then
        echo 8080
    else
        echo 80
    fi
}

# What the owner may have changed is never written over.
make_settings() {
    [ ! -f "$SETTINGS" ] || return 0
    port=$(free_port)
    if [ -n "$dry" ]; then
        say "would: write $SETTINGS with port $port"
        return
    fi
    mkdir -p /etc/siap
    cat >"$SETTINGS.new" <<TEXT
# What siap is told when it starts: NAME=value, as siap --help names them. Then: systemctl restart siap
SIAP_LISTEN=0.0.0.0:$port
TEXT
    chmod 644 "$SETTINGS.new"
    mv "$SETTINGS.new" "$SETTINGS"
    say "Port $port; to change it: $SETTINGS"
}

make_user() {
    if id siap >/dev/null 2>&1; then return; fi
    run useradd --system --home-dir "$data" --no-create-home --shell /usr/sbin/nologin siap
}

# Whether the unit was changed.
make_unit() {
    unit >"$work/siap.service"
    if cmp -s "$work/siap.service" "$UNIT"; then return 1; fi
    if [ -n "$dry" ]; then
        say "would: write $UNIT"
        return 0
    fi
    cp "$work/siap.service" "$UNIT.new"
    chmod 644 "$UNIT.new"
    mv "$UNIT.new" "$UNIT"
    systemctl daemon-reload
}

# How the shop is, with what the service is told.
status() {
    listen=$(sed -n 's/^SIAP_LISTEN=//p' "$SETTINGS" 2>/dev/null | tail -n 1)
    as_siap "$bin/siap" status --data "$data" --listen "${listen:-0.0.0.0:8080}" "$@"
}

# Waits until the shop can keep what it is told.
opens() {
    seconds=0
    while [ "$seconds" -lt 20 ]; do
        if systemctl is-active --quiet siap && status --quiet >/dev/null 2>&1; then return 0; fi
        sleep 1
        seconds=$((seconds + 1))
    done
    return 1
}

back_up() {
    [ -f "$data/siap.db" ] || return 0
    say "Backing the shop up ..."
    as_siap "$bin/siap" backup --data "$data" || fail "the shop could not be backed up; nothing was changed"
}

as_siap() { setpriv --reuid siap --regid siap --clear-groups "$@"; }

# The version that was there, and the shop as that one had it.
put_back() {
    [ -f "$bin/siap.old" ] || return 1
    systemctl stop siap || true
    mv -f "$bin/siap.old" "$bin/siap"
    # Only if the new one had changed the file already: the old one does not open it then.
    newest=$(find "$data/backups" -name 'siap-upgrade-*.db' -newer "$work/began" 2>/dev/null | sort | tail -n 1)
    if [ -n "$newest" ]; then
        as_siap "$bin/siap" restore --data "$data" --yes "$newest" >/dev/null || return 1
    fi
    systemctl start --no-block siap
    opens
}

install_service() {
    touch "$work/began"
    is_upgrade=
    if systemctl is-active --quiet siap; then is_upgrade=yes; fi
    if [ -n "$is_upgrade" ] && ! cmp -s "$program" "$bin/siap" && [ -z "$dry" ]; then back_up; fi
    changed=
    put_program && changed=yes
    make_user
    if [ ! -d "$data" ]; then
        run install -d -m 750 -o siap -g siap "$data"
        [ -n "$dry" ] || say "Made the shop's folder: $data"
    fi
    if [ -z "$dry" ] && [ "$(stat -c %U "$data")" != siap ]; then
        # A shop of before, or nothing yet; anything else is somebody's.
        if [ ! -f "$data/siap.db" ] && [ -n "$(ls -A "$data")" ]; then
            fail "$data holds other things. Give the shop a folder of its own with --data"
        fi
        chown -R siap:siap "$data"
    fi
    make_settings
    make_unit && changed=yes
    if [ -n "$dry" ]; then
        say "would: start the service siap, now and with the machine"
        return
    fi
    systemctl enable --quiet siap
    if [ -n "$changed" ] || ! systemctl is-active --quiet siap; then
        # Not waited for: one that never opens would be waited for too long.
        systemctl restart --no-block siap
        if ! opens; then
            say "The shop does not open. The last that it said:"
            journalctl --unit siap --lines 15 --no-pager --output cat || true
            if [ -n "$is_upgrade" ] && put_back; then
                fail "$version does not open this shop; the version before is back, and the shop is open"
            fi
            fail "siap is installed, but does not open. More: journalctl -u siap"
        fi
    fi
    say ""
    status
    say "  Log:     journalctl -u siap"
    say "  Stop:    sudo systemctl stop siap"
}

uninstall() {
    if has_systemd && [ -f "$UNIT" ]; then
        run systemctl disable --quiet --now siap
        run rm -f "$UNIT"
        run systemctl daemon-reload
    fi
    run rm -f "$bin/siap" "$bin/siap.old"
    if [ -n "$purge" ]; then
        # Only what a shop was ever opened in.
        [ ! -e "$data" ] || [ -f "$data/siap.lock" ] || fail "$data is no shop's folder; it was left as it is"
        run rm -rf "$data" /etc/siap
        if id siap >/dev/null 2>&1; then run userdel siap; fi
        [ -n "$dry" ] || say "Siap is gone, and the shop with it"
    else
        [ -n "$dry" ] || say "Siap is gone; the shop stays in $data"
    fi
}

has_systemd() { [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1; }

main() {
    prefix=/usr/local
    data=
    plain=
    dry=
    remove=
    purge=
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
                shift
                ;;
            --plain) plain=yes ;;
            --dry-run) dry=yes ;;
            --uninstall) remove=yes ;;
            --purge) purge=yes ;;
            -h | --help)
                usage
                exit 0
                ;;
            *) fail "$1 is not known here; see ./install.sh --help" ;;
        esac
        shift
    done
    [ -z "$purge" ] || [ -n "$remove" ] || fail "--purge goes with --uninstall"
    if [ -z "$data" ]; then
        if [ "$(id -u)" -eq 0 ]; then
            data=/var/lib/siap
        else
            data=${XDG_DATA_HOME:-${HOME:?no home folder; choose one with --data}/.local/share}/siap
        fi
    fi
    # A shop in somebody's home must be seen there.
    case $data in /home/* | /root/*) home=no ;; *) home=yes ;; esac
    here=$(cd "$(dirname "$0")" && pwd)
    bin=$prefix/bin
    check_machine
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM

    if [ -n "$remove" ]; then
        uninstall
        return
    fi
    find_program
    if [ -n "$plain" ] || ! has_systemd; then
        [ -n "$plain" ] || say "There is no systemd here: the program is installed, and you start it yourself"
        install_plain
    elif [ "$(id -u)" -ne 0 ]; then
        fail "a service needs root: sudo ./install.sh. Or only the program: ./install.sh --plain --prefix \"\$HOME/.local\""
    else
        install_service
    fi
}

main "$@"

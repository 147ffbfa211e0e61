#!/bin/sh
# Installs siap as a service that starts with the computer. Safe to run again: what is up to date is not touched.
# Everything is in main(), called on the last line, so that a truncated file does nothing.
set -eu

usage() {
    cat <<'TEXT'
Usage: sudo ./install.sh [--data FOLDER] [--prefix FOLDER] [--dry-run]
       sudo ./install.sh --uninstall [--purge] [--dry-run]
       ./install.sh --plain [--data FOLDER] [--prefix FOLDER]

Installs the program siap that is next to this script, if its checksum in SHA256SUMS or
siap.sha256 is right; this needs no internet. Without a program, it is built from the
source next to it.

With systemd it creates a user and a service called siap, on port 80 if that is free or
8080 if not, and starts it. Run again, it updates siap to the version that is here: the
shop is backed up first, and the new version opens it where only this script can reach
it, so that no customer orders before it has proved itself. If it does not open within
20 seconds, the previous version is put back, and the shop with it.

  --plain           only the program and the shop's folder: no user, no service.
                    The same without systemd, or without root and with --prefix
  --prefix FOLDER   where programs go (default: /usr/local)
  --data FOLDER     where the shop is kept (default: /var/lib/siap as root,
                    else ~/.local/share/siap)
  --dry-run         say what would be done, and do nothing
  --uninstall       remove the program and the service; the shop stays
  --purge           with --uninstall: remove the shop too, with all orders and backups
  --help            this text
TEXT
}

UNIT=/etc/systemd/system/siap.service
SETTINGS=/etc/siap/siap.env
# In /run, so that a restart removes it, even if this script is killed. The last file of a drop-in folder wins.
TRIAL=/run/systemd/system/siap.service.d/zz-trial.conf

# A lost terminal does not end the work.
say() { printf '%s\n' "$*" || :; }

fail() {
    printf 'install.sh: %s\n' "$*" >&2 || :
    exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command, or prints it in a dry run.
run() {
    if [ -n "$dry" ]; then
        say "would: $*"
    else
        "$@"
    fi
}

# --- what is to be installed -------------------------------------------------------------------------------------

# A 64-bit processor may carry a 32-bit system, so the system is asked, too.
check_machine() {
    [ "$(uname -s)" = Linux ] || fail "this is $(uname -s); siap runs on Linux"
    processor=$(uname -m)
    bits=$(getconf LONG_BIT 2>/dev/null || echo 64)
    case $processor in
        x86_64) ;;
        aarch64 | arm64) processor=aarch64 ;;
        armv[678]* | i[3-6]86) bits=32 ;;
        *) fail "siap is not made for this processor ($processor), but for x86_64 and aarch64" ;;
    esac
    [ "$bits" = 64 ] || fail "this is a 32-bit system ($processor), and siap needs a 64-bit one.
  A Raspberry Pi 3, 4, 5 or Zero 2: put Raspberry Pi OS (64-bit) on its card. Nothing was changed"
}

# The architecture of a program, from its ELF header (e_machine, byte 18).
made_for() {
    case $(od -An -tx1 -j18 -N2 "$1" | tr -d ' ') in
        3e00) echo x86_64 ;;
        b700) echo aarch64 ;;
        *) echo "another machine" ;;
    esac
}

# The published checksum of the program next to this script.
right_sum() {
    {
        sed -n 's/^\([0-9A-Fa-f]\{64\}\) [ *]\(\.\/\)\{0,1\}siap[[:space:]]*$/\1/p' "$here/SHA256SUMS" 2>/dev/null || true
        sed -n 's/^\([0-9A-Fa-f]\{64\}\)\([[:space:]].*\)\{0,1\}$/\1/p' "$here/siap.sha256" 2>/dev/null || true
    } | head -n 1 | tr A-F a-f
}

check_sum() {
    right=$(right_sum)
    [ -n "$right" ] || fail "there is no checksum next to the program $here/siap (SHA256SUMS or siap.sha256).
  Copy the whole folder again. Nothing was changed"
    [ "$(sha256sum <"$1" | cut -d ' ' -f 1)" = "$right" ] || fail "$1 is damaged or not the right one: its checksum is wrong.
  Copy the whole folder again. Nothing was changed"
}

# Sets `program`.
find_program() {
    program=$here/siap
    is_ready_made=yes
    if [ ! -f "$program" ]; then
        is_ready_made=
        build
        [ -f "$program" ] || return 0
    else
        check_sum "$program"
    fi
    [ "$(made_for "$program")" = "$processor" ] ||
        fail "$program is made for $(made_for "$program"), and this computer is $processor. Nothing was changed"
}

# Under sudo, the calling user: the toolchain is usually theirs, and so should be what it builds.
as_builder() {
    if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_USER:-}" ] && [ "$SUDO_USER" != root ]; then
        home=$(getent passwd "$SUDO_USER" | cut -d : -f 6)
        (cd "$here" && runuser -u "$SUDO_USER" -- env HOME="$home" PATH="$home/.cargo/bin:$PATH" "$@")
    else
        (cd "$here" && PATH=${HOME:-/root}/.cargo/bin:$PATH "$@")
    fi
}

build() {
    [ -f "$here/Cargo.toml" ] || fail "neither a program called siap nor its source is in $here. Run this from its folder"
    missing=
    needed=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$here/Cargo.toml")
    found=$(as_builder rustc --version 2>/dev/null | cut -d ' ' -f 2) || true
    if [ -z "$found" ] || ! as_builder cargo --version >/dev/null 2>&1; then
        missing="
  Rust $needed or newer: https://rustup.rs"
    elif [ "$(printf '%s\n' "$needed" "$found" | sort -V | head -n 1)" != "$needed" ]; then
        missing="
  Rust $needed or newer (this is $found): rustup update, or https://rustup.rs"
    fi
    have cc || missing="$missing
  a C compiler: sudo apt install build-essential"
    [ -z "$missing" ] || fail "siap must be built first, and for that this is missing:$missing
  Or put a ready-made siap with its SHA256SUMS next to this script. Nothing was changed"
    program=${CARGO_TARGET_DIR:-$here/target}/release/siap
    if [ -n "$dry" ]; then
        say "would: build siap in $here"
        return
    fi
    say "Building siap; this takes a few minutes ..."
    as_builder env CARGO_TARGET_DIR="${program%/release/siap}" cargo build --release --locked ||
        fail "the build failed. Nothing was changed"
}

# Copies the program under another name and runs it before it gets its own, so that half a program is never installed.
# The copy, because USB sticks are often mounted without the right to execute.
stage() {
    mkdir -p "$bin" 2>/dev/null || true
    if [ ! -d "$bin" ] || [ ! -w "$bin" ]; then
        fail "$bin cannot be written to. Use sudo, or a folder of your own: --prefix \"\$HOME/.local\""
    fi
    staged=$bin/.siap.new
    cp "$program" "$staged" || fail "$bin has no room for the program. Nothing was changed"
    [ -z "$is_ready_made" ] || check_sum "$staged"
    chmod 755 "$staged"
    sync "$staged" 2>/dev/null || true
    version=$("$staged" version 2>&1) || fail "the program does not run on this computer. Nothing was changed.
  $version"
}

# Whether the program that was found differs from the installed one.
is_new() { [ ! -f "$program" ] || ! cmp -s "$program" "$bin/siap"; }

# Keeps the old one next to it.
put_program() {
    if [ -f "$bin/siap" ]; then
        old_version=$("$bin/siap" version 2>/dev/null) || old_version="the version before"
        ln -f "$bin/siap" "$bin/siap.old"
    fi
    mv -f "$staged" "$bin/siap"
    staged=
    say "Installed $version as $bin/siap${old_version:+ (before: $old_version)}"
}

# --- plain ---------------------------------------------------------------------------------------------------------

install_plain() {
    if ! is_new; then
        say "Nothing changed: $bin/siap is already this version"
    elif [ -n "$dry" ]; then
        say "would: put $program as $bin/siap"
    else
        stage
        put_program
    fi
    if [ -d "$data" ]; then
        say "The shop's folder is already there: $data"
    else
        run mkdir -p "$data" || fail "$data cannot be created. Choose another one with --data"
        run chmod 750 "$data"
        # Under sudo the shop belongs to the calling user, so that it need not be opened as root.
        if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_UID:-}" ] && [ -n "${SUDO_GID:-}" ]; then
            run chown "$SUDO_UID:$SUDO_GID" "$data"
        fi
    fi
    siap="\"$bin/siap\""
    case ":$PATH:" in *":$bin:"*) siap=siap ;; esac
    say ""
    say "Start the shop:           $siap serve --data \"$data\""
    say "Then open /setup in a browser on this computer, or scan the code it shows with a phone"
    say "Is the shop already open? Stop it and start it again to use this version."
}

# --- as a service --------------------------------------------------------------------------------------------------

has_systemd() { [ -d /run/systemd/system ] && have systemctl; }

unit() {
    case $data in
        /var/lib/?*) place="StateDirectory=${data#/var/lib/}
StateDirectoryMode=0750" ;;
        *) place="ReadWritePaths=$data" ;;
    esac
    # ProtectHome would hide a shop in a home folder.
    case $data in /home/* | /root/*) home=no ;; *) home=yes ;; esac
    printer=
    if getent group lp >/dev/null; then printer="SupplementaryGroups=lp
"; fi
    cat <<TEXT
# Made by siap's install.sh, which overwrites it. Settings go into $SETTINGS,
# everything else into: systemctl edit siap
[Unit]
Description=Siap, orders for a food shop
After=network.target
RequiresMountsFor=$data
# However often it fails: there may be no one to start it.
StartLimitIntervalSec=0

[Service]
Type=notify
User=siap
${printer}EnvironmentFile=-$SETTINGS
ExecStart=$bin/siap serve --data $data
# A large shop that is opening asks for more time by itself.
TimeoutStartSec=60
TimeoutStopSec=20
# The watchdog is fed only after the disk has taken a write.
WatchdogSec=60
Restart=always
RestartSec=3

# Limits. When memory is short, a browser on the same computer is killed first.
MemoryMax=512M
OOMScoreAdjust=-500
LimitNOFILE=65536
TasksMax=1024
UMask=0027
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE

# Writable paths: the shop, and disks for backups.
ProtectSystem=strict
$place
ReadWritePaths=-/media -/mnt -/run/media
ProtectHome=$home
PrivateTmp=yes
# USB printers are /dev/usb/lp*, which PrivateDevices would hide: so all other devices are denied instead.
DevicePolicy=closed
DeviceAllow=char-usb rw

NoNewPrivileges=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
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

# Takes folders from the earlier installation: another folder would be another, empty shop.
remember() {
    [ -f "$UNIT" ] || return 0
    at=$(sed -n 's/^ExecStart=\(.*\)\/bin\/siap serve --data .*/\1/p' "$UNIT")
    shop=$(sed -n 's/^ExecStart=.* serve --data //p' "$UNIT")
    [ -n "$shop" ] || return 0
    if [ "${prefix:=$at}" != "$at" ] || [ "${data:=$shop}" != "$shop" ]; then
        fail "siap is already installed, in $at and with the shop in $shop.
  To put it elsewhere, remove it first: sudo ./install.sh --uninstall. The shop stays"
    fi
}

# systemd interprets other characters in a unit.
check_words() {
    case $prefix$data in
        *[!A-Za-z0-9/._-]*) fail "for a service, use only plain letters, digits, dots and dashes in folder names: $prefix, $data" ;;
    esac
}

# A folder with other files in it is not a shop.
check_folder() {
    [ -d "$data" ] && [ ! -e "$data/siap.db" ] && [ ! -e "$data/siap.lock" ] || return 0
    [ -z "$(ls -A "$data")" ] || fail "$data is neither empty nor a shop. Choose another folder with --data"
}

make_user() {
    if id siap >/dev/null 2>&1; then return 0; fi
    group=--user-group
    if getent group siap >/dev/null; then group=--gid=siap; fi
    run useradd --system "$group" --home-dir "$data" --no-create-home --shell /usr/sbin/nologin siap
}

make_folder() {
    if [ ! -d "$data" ]; then
        run install -d -m 750 "$data"
        [ -n "$dry" ] || say "Created the shop's folder: $data"
    fi
    if [ "$(stat -c %U "$data" 2>/dev/null)" != siap ]; then
        run chown -R siap: "$data"
    fi
}

# Prints a free port; 80 need not be typed.
free_port() {
    for port in 80 8080 8090 8081 8082; do
        # In proc(5)'s tables the local address ends in the port, and 0A is «listening».
        taken=$(printf '^ *[0-9]+: [0-9A-F]+:%04X [0-9A-F]+:[0-9A-F]+ 0A' "$port")
        if ! cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -Eq "$taken"; then break; fi
    done
    echo "$port"
}

# Writes `$1` from standard input in one step.
write() {
    cat >"$1.new" && chmod 644 "$1.new" && mv -f "$1.new" "$1"
}

# Only where it is missing: the owner may have changed it.
make_settings() {
    if [ -f "$SETTINGS" ]; then return 0; fi
    port=$(free_port)
    if [ -n "$dry" ]; then
        say "would: write $SETTINGS, with port $port"
        return
    fi
    mkdir -p "${SETTINGS%/*}"
    write "$SETTINGS" <<TEXT
# What siap is told when it starts: one NAME=value in a line; siap serve --help names them all.
# Afterwards: sudo systemctl restart siap
SIAP_LISTEN=0.0.0.0:$port
TEXT
    say "The shop listens on port $port; to change that: $SETTINGS"
}

make_unit() {
    unit >"$work/siap.service"
    if cmp -s "$work/siap.service" "$UNIT"; then return 0; fi
    changed=yes
    if [ -n "$dry" ]; then
        say "would: write $UNIT"
        return
    fi
    if [ -f "$UNIT" ]; then cp -p "$UNIT" "$work/siap.service.old"; fi
    write "$UNIT" <"$work/siap.service"
    systemctl daemon-reload
}

as_siap() { setpriv --reuid siap --regid "$(id -g siap)" --init-groups "$@"; }

is_open() { systemctl is-active --quiet siap; }

# Seconds of a clock that cannot be set.
now() { cut -d . -f 1 /proc/uptime; }

# Waits 20 seconds for a shop whose /health is 200. They start over while it reports that it is opening
# (src/command/systemd.rs), because a large file takes long on an old card; not if it has died.
opens() {
    until=$(($(now) + 20))
    latest=$(($(now) + 1800))
    while [ "$(now)" -lt "$until" ]; do
        case $(systemctl show siap --property=SubState,StatusText,NRestarts | sort | tr '\n' ' ') in
            *SubState=running*)
                if as_siap "$bin/siap" status --quiet --data "$data" >/dev/null 2>&1; then return 0; fi
                ;;
            "NRestarts=0 StatusText=Opening SubState=start "*)
                if [ "$(now)" -lt "$latest" ]; then until=$(($(now) + 20)); fi
                ;;
        esac
        sleep 1
    done
    return 1
}

# Backs up with the old version, before the new one touches the shop.
back_up() {
    [ -f "$data/siap.db" ] && [ -x "$bin/siap" ] || return 0
    say "Backing up the shop ..."
    if as_siap "$bin/siap" backup --data "$data"; then return 0; fi
    # A shop that does not open may need exactly this version.
    if is_open; then fail "the shop could not be backed up. Nothing was changed"; fi
    say "The shop could not be backed up, and is closed: continuing"
}

# Copies that new versions made before they changed the file.
upgrade_copies() { find "$data/backups" -maxdepth 1 -name 'siap-upgrade-*.db' 2>/dev/null | sort; }

# The copy that this new version made before it changed the file; empty if it changed nothing.
new_copy() {
    upgrade_copies >"$work/copies.now"
    comm -13 "$work/copies" "$work/copies.now" | tail -n 1
}

# Puts back the previous version and its shop, where no customer can have ordered from the new one. Prints nothing, so
# that no terminal can block it; sets `restore_report`.
put_back() {
    restore_report=
    systemctl stop siap || true
    if [ -n "$replaced" ]; then
        mv -f "$bin/siap.old" "$bin/siap" || return 1
        # The old version does not open a file that the new one has changed.
        copy=$(new_copy)
        if [ -n "$copy" ]; then
            # siap restore fails if it cannot print, and the terminal may be gone.
            restore_report=$(as_siap "$bin/siap" restore --data "$data" --yes "$copy" 2>&1) || return 1
        fi
    fi
    if [ -f "$work/siap.service.old" ]; then
        write "$UNIT" <"$work/siap.service.old" || return 1
    fi
    # Also after a trial that did not begin, or did not end.
    if [ -e "$TRIAL" ]; then rm -f "$TRIAL" || return 1; fi
    systemctl daemon-reload || return 1
    systemctl start --no-block siap || return 1
    opens
}

# Closes the shop first: if a step fails, the next run finds it closed, and opens it.
end_trial() {
    if [ ! -e "$TRIAL" ]; then return 0; fi
    systemctl stop siap || true
    rm -f "$TRIAL" && systemctl daemon-reload
}

# Starts the service on a random port of the loopback interface: an order taken by a new version that is then put back
# would be lost. In a condition `set -e` is off, so each step is checked.
begin_trial() {
    mkdir -p "${TRIAL%/*}" || return 1
    write "$TRIAL" <<TEXT || return 1
[Service]
ExecStart=
ExecStart=$bin/siap serve --data $data --listen 127.0.0.1:0
TEXT
    systemctl daemon-reload || return 1
    # A drop-in of the owner's may override the trial's.
    case $(systemctl show siap --property=ExecStart) in *"--listen 127.0.0.1:0 "*) ;; *) return 1 ;; esac
}

# Whether the new version opens the shop.
is_fit() {
    systemctl restart --no-block siap || return 1
    fit=
    if opens; then fit=yes; else last=$(last_words); fi
    end_trial || return 1
    [ -n "$fit" ]
}

last_words() {
    say "The shop did not open. Its last log lines:"
    # Without its code to scan.
    journalctl --unit siap --lines 60 --no-pager --output cat | grep -v '█' | tail -n 12 || true
}

# give_up WHAT: puts the previous version back and fails with WHAT; prints `last` first.
give_up() {
    back=
    if put_back; then back=yes; fi
    [ -z "$last" ] || say "$last"
    [ -z "$restore_report" ] || say "$restore_report"
    if [ -n "$back" ]; then
        fail "${version:-the new unit} $1. ${old_version:-What was there} is back, and the shop is open"
    fi
    fail "${version:-the new unit} $1, and ${old_version:-what was there before} could not be opened again.
  More: journalctl -u siap"
}

start() {
    last=
    end_trial
    if [ -n "$replaced" ]; then
        begin_trial || give_up "cannot be tried out on this computer"
        is_fit || give_up "does not open this shop"
    fi
    if systemctl restart --no-block siap && opens; then return 0; fi
    if [ -z "$replaced$(find "$work" -name siap.service.old)" ]; then
        last_words
        fail "siap is installed, but does not open. More: journalctl -u siap"
    fi
    # From here on it may have taken orders, which a restore of the previous version would lose.
    if [ -n "$replaced" ] && [ -n "$(new_copy)" ]; then
        last_words
        fail "$version opened this shop in the trial, but not at its address. It stays, with all orders. More: journalctl -u siap"
    fi
    last=$(last_words)
    give_up "does not open this shop"
}

install_service() {
    check_words
    check_folder
    changed=
    replaced=
    if ! is_new; then
        say "$bin/siap is already this version"
    elif [ -n "$dry" ]; then
        changed=yes
        [ ! -f "$data/siap.db" ] || say "would: back up the shop"
        say "would: put $program as $bin/siap"
    else
        changed=yes
        stage
    fi
    # A run that was killed during its trial left the shop on a random port, where no phone finds it.
    if [ -e "$TRIAL" ]; then
        changed=yes
        say "The last run was cut off during its trial; the shop is opened at its own address again"
    fi
    make_user
    make_folder
    if [ -n "$staged" ]; then back_up; fi
    # From here on a hang-up of the terminal does not stop the script half way.
    trap '' HUP INT TERM PIPE
    make_settings
    make_unit
    if [ -n "$staged" ]; then
        upgrade_copies >"$work/copies"
        [ ! -f "$bin/siap" ] || replaced=yes
        put_program
    fi
    if ! systemctl is-enabled --quiet siap 2>/dev/null; then
        run systemctl enable --quiet siap
    fi
    if [ -n "$dry" ]; then
        if [ -n "$changed" ] || ! is_open; then say "would: start the service siap"; fi
        return
    fi
    if [ -n "$changed" ] || ! is_open; then start; else say "Nothing changed"; fi
    welcome
}

# The shop's address, with its QR code.
welcome() {
    say ""
    as_siap "$bin/siap" status --data "$data" || true
    say "  Status:      sudo siap status"
    say "  Log:         journalctl -u siap"
    say "  Settings:    $SETTINGS"
    if have ufw && ufw status 2>/dev/null | grep -q '^Status: active'; then
        port=$(sed -n 's/^SIAP_LISTEN=.*:\([0-9]*\)$/\1/p' "$SETTINGS" | tail -n 1)
        say "  A firewall is active. To let phones connect: sudo ufw allow ${port:-8080}/tcp"
    fi
}

# --- uninstalling --------------------------------------------------------------------------------------------------

# Removes by name what Siap made in the folder: other files there stay.
purge_shop() {
    for thing in siap.db siap.db-wal siap.db-shm siap.db-journal siap.lock siap.log-of siap.log-unsafe reserve setup-code photos backups; do
        if [ -e "$data/$thing" ]; then run rm -rf "${data:?}/$thing"; fi
    done
    for thing in "${data:?}"/siap.restored* "${data:?}"/siap-trial*; do
        if [ -e "$thing" ]; then run rm -f "$thing"; fi
    done
    if [ -d "$data" ] && [ -z "$dry" ]; then
        rmdir "$data" 2>/dev/null || say "$data stays: there are other things in it"
    fi
}

uninstall() {
    if [ -n "$is_service" ]; then
        if [ -f "$UNIT" ]; then
            run systemctl disable --quiet --now siap
            if [ -e "$TRIAL" ]; then run rm -f "$TRIAL"; fi
            run rm -f "$UNIT"
            run systemctl daemon-reload
            [ -n "$dry" ] || systemctl reset-failed siap 2>/dev/null || true
        fi
    elif [ -f "$data/siap.lock" ] && have flock && ! flock --nonblock --shared "$data/siap.lock" true; then
        fail "the shop in $data is open. Stop it first"
    fi
    for file in "$bin/siap" "$bin/siap.old" "$bin/.siap.new"; do
        if [ -e "$file" ]; then run rm -f "$file"; fi
    done
    if [ -n "$purge" ]; then
        purge_shop
        if [ -n "$is_service" ]; then
            run rm -rf "${SETTINGS%/*}" "$UNIT.d"
            # A person who logs in here may have that name, too.
            user=$(id -u siap 2>/dev/null || echo 65534)
            if [ "$user" -lt 1000 ]; then run userdel siap; fi
        fi
        [ -n "$dry" ] || say "Siap was removed, and the shop with it"
    else
        [ -n "$dry" ] || say "Siap was removed. The shop stays in $data; this script opens it again"
    fi
}

# -------------------------------------------------------------------------------------------------------------------

read_words() {
    prefix=
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
                [ "$folder" = / ] || folder=${folder%/}
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
            *) fail "$1 is not an option; see ./install.sh --help" ;;
        esac
        shift
    done
    [ -z "$purge" ] || [ -n "$remove" ] || fail "--purge goes with --uninstall"
}

# Sets `is_service`.
choose_kind() {
    is_service=
    if [ -n "$plain" ]; then
        return
    elif ! has_systemd; then
        say "There is no systemd here: only the program is installed or removed, and you start it yourself"
    elif [ "$(id -u)" -eq 0 ] || { [ -n "$dry" ] && [ -z "$prefix" ]; }; then
        is_service=yes
    elif [ -n "$prefix" ]; then
        say "Without root: only the program is installed or removed, and you start it yourself"
    else
        fail "a service needs root: sudo ./install.sh
  Or only the program: ./install.sh --plain --prefix \"\$HOME/.local\""
    fi
}

choose_folders() {
    if [ -n "$is_service" ]; then remember; fi
    : "${prefix:=/usr/local}"
    if [ -n "$data" ]; then
        :
    elif [ -n "$is_service" ] || [ "$(id -u)" -eq 0 ]; then
        data=/var/lib/siap
    else
        data=${XDG_DATA_HOME:-${HOME:?no home folder; choose one with --data}/.local/share}/siap
    fi
    bin=$prefix/bin
}

clean_up() {
    rm -rf "$work"
    [ -z "$staged" ] || rm -f "$staged"
}

main() {
    umask 022
    # su may leave sbin out of PATH, and useradd is there.
    PATH=$PATH:/usr/sbin:/sbin
    read_words "$@"
    check_machine
    choose_kind
    choose_folders
    here=$(cd "$(dirname "$0")" && pwd)
    staged=
    version=
    old_version=
    work=$(mktemp -d)
    trap clean_up EXIT
    trap 'exit 1' HUP INT TERM PIPE
    if [ -n "$remove" ]; then
        uninstall
        return
    fi
    find_program
    if [ -n "$is_service" ]; then install_service; else install_plain; fi
}

main "$@"

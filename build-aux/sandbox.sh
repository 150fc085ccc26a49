# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by dev: where commands run. `prepare` sees to it that the packages are there, `inside CMD…`
# runs a command with them: on this system where it is Debian 13, else in a Debian 13 root of our own.

sandbox=
rootfs=$cache/debian13
sudo=

package_list () { # SECTION…
  local section
  for section in "$@"; do
    sed -n "/^\[$section\]/,/^\[/{/^[a-z]/p}" "$top/build-aux/packages"
  done
}

is_new_enough () {
  [ -z "${REDAKSI_SANDBOX:-}" ] || return 1
  # shellcheck disable=SC1091
  (. /etc/os-release; [ "${ID:-}" = debian ] && [ "${VERSION_ID:-0}" -ge 13 ]) 2>/dev/null
}

need_root () {
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || die "$1 needs root: run this once as root, or install sudo"
  sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; } ||
    die "$1 needs root, and sudo does not let $(id -un) in: run this in a terminal to give the password, or once as root"
  sudo=sudo
}

# One dev at a time makes or fills a root, or installs.
take_lock () {
  exec 9>"$cache/lock"
  flock -n 9 && return
  say "another dev is at work on the packages; waiting for it"
  flock 9
}
drop_lock () { exec 9>&-; }

# Whatever ends dev, nothing of it goes on, and no file of ours stays in this system's folders.
teller= policy=
tidy () {
  [ -z "$teller" ] || kill "$teller" 2>/dev/null || true
  [ -z "$policy" ] || $sudo rm -f "$policy"
  teller= policy=
}
stopped () { say "stopped${doing:+; what is half done is done again when you run the same once more}"; exit "$1"; }
doing=
trap tidy EXIT
trap 'stopped 130' INT

# need_room GB DIR WHAT
need_room () {
  local free
  free=$(df -Pk "$2" | awk 'NR == 2 { print int ($4 / 1048576) }')
  [ "$free" -ge "$1" ] ||
    die "$3 needs about $1 GB in $2, and $free GB are free: make room, or set XDG_CACHE_HOME to a folder on a larger disk"
}

# why LOG: what can be done about what apt, dpkg or mmdebstrap said
why () {
  grep -E '^E:|^dpkg: error|No space left' "$1" | tail -5 | cut -c1-200 >&2
  if grep -qE "No space left|enough free space" "$1"; then
    echo "the disk is full: make room, or set XDG_CACHE_HOME to a folder on a larger disk, and run the same again"
  elif grep -qE 'Temporary failure|Could not (connect|resolve)|[Cc]onnection (failed|timed out|refused)|Failed to fetch|Unable to connect|Network is unreachable' "$1"; then
    echo "the package server could not be reached: see to it that this machine is online (apt-get update works) and run the same again"
  elif grep -qE 'Unable to locate package|has no installation candidate' "$1"; then
    echo "a package is not in this machine's sources: /etc/apt must name Debian's own with “main”"
  elif grep -q 'Could not get lock' "$1"; then
    echo "another program is installing packages: wait for it and run the same again"
  else
    echo "the lines above say why"
  fi
}

apt () { DEBIAN_FRONTEND=noninteractive $sudo apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

# No service may start because we install its package: the tests start their own.
with_no_services () {
  local file=/usr/sbin/policy-rc.d rc=0
  if [ ! -e $file ]; then
    policy=$file
    printf '#!/bin/sh\nexit 101\n' | $sudo tee $file >/dev/null && $sudo chmod 755 $file
  fi
  "$@" || rc=$?
  [ -z "$policy" ] || $sudo rm -f $policy
  policy=
  return $rc
}

install_here () {
  local missing=() name began=$SECONDS
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null)" = 'ii ' ] || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  need_root "Installing ${#missing[@]} packages"
  say "installing ${#missing[@]} packages: ${missing[*]}"
  [ ${#missing[@]} -lt 20 ] || need_room 4 /usr "Installing"
  # A package that an earlier run was stopped at is finished first.
  telling "" "$cache/apt.log" apt_install "${missing[@]}" || ended $? "$cache/apt.log" "the packages could not be installed"
  say "installed in $((SECONDS - began)) s"
}

apt_install () { $sudo dpkg --configure -a && apt update && with_no_services apt install --no-install-recommends "$@"; }

# ended RC LOG WHAT
ended () {
  if [ "$1" -gt 128 ]; then doing=1; stopped "$1"; fi
  die "$3: $(why "$2") (all of it: $2)"
}

# This machine's own Debian sources, with the suite's name changed; sources that are not Debian's
# are left out.
sources () {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [ ! -f "$file" ] || awk -v RS= -v ORS='\n\n' '/debian-archive-keyring/ && /Suites:/' "$file"
  done | sed -E '/^#/d; /^Suites:/s/(bookworm|bullseye|trixie|stable)/trixie/g; /^Suites:/s/ trixie-backports//'
}

list_sources () {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
    grep -E '^deb .*(bookworm|bullseye|trixie|stable)(-updates|-security|/updates)? ' | grep -v backports | grep -E '[/.]debian' |
    sed -E 's/(bookworm|bullseye|trixie|stable)/trixie/' || true
}

# telling ROOT LOG CMD…: runs CMD, says every quarter of a minute how far ROOT's packages are.
telling () {
  local root=$1 log=$2 rc=0; shift 2
  doing=1
  # It holds no lock, and has no sleep that would outlive it.
  (
    exec 9>&- 7<> <(:)
    while true; do
      read -rt 15 -u 7 || true
      say "… $(grep -c '^Status: install ok installed' "$root/var/lib/dpkg/status" 2>/dev/null || true) packages are in place after $((SECONDS - began)) s"
    done
  ) &
  teller=$!
  "$@" >"$log" 2>&1 || rc=$?
  kill $teller 2>/dev/null || true
  wait $teller 2>/dev/null || true
  teller= doing=
  return $rc
}

# make_rootfs DIR PACKAGES WHAT
make_rootfs () {
  local began=$SECONDS root=$1 part=$1.part list=$2
  need_root "Making $3"
  say "making $3 in $root (once; some minutes, some GB)"
  install_here mmdebstrap bubblewrap debian-archive-keyring
  $sudo rm -rf "$part"
  need_room 5 "$cache" "$3"
  sources >"$cache/trixie.sources"
  if [ ! -s "$cache/trixie.sources" ]; then
    list_sources >"$cache/trixie.list"
    [ -s "$cache/trixie.list" ] || die "no Debian sources in /etc/apt: add Debian's own to sources.list"
    rm -f "$cache/trixie.sources"
  fi
  local source=$cache/trixie.sources
  [ -f "$source" ] || source=$cache/trixie.list
  # shellcheck disable=SC2016
  telling "$part" "$cache/mmdebstrap.log" $sudo mmdebstrap --mode=root --variant=minbase \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
    --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --setup-hook='mkdir -p "$1/usr/sbin"; printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"; chmod 755 "$1/usr/sbin/policy-rc.d"' \
    --include="$(echo "$list" | paste -sd,)" trixie "$part" "$source" ||
    ended $? "$cache/mmdebstrap.log" "$3 could not be made"
  [ ! -x "$part/usr/bin/localedef" ] || [ ! -d "$part/usr/share/i18n" ] || locales_in $sudo chroot "$part"
  echo "$list" | $sudo tee "$part/.redaksi-packages" >/dev/null
  $sudo rm -rf "$root"
  $sudo mv "$part" "$root"
  say "made it in $((SECONDS - began)) s"
}

locales_in () {
  "$@" localedef -i id_ID -f UTF-8 id_ID.UTF-8
  "$@" localedef -i en_US -f UTF-8 en_US.UTF-8
}

extend_rootfs () {
  local missing=$1 began=$SECONDS
  need_root "Adding packages to the sandbox"
  say "adding to the sandbox:" $missing
  # shellcheck disable=SC2086
  telling "$rootfs" "$cache/apt.log" $sudo bwrap --bind "$rootfs" / --dev /dev --proc /proc --tmpfs /tmp --ro-bind /etc/resolv.conf /etc/resolv.conf \
    --setenv DEBIAN_FRONTEND noninteractive --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin \
    sh -c 'dpkg --configure -a && apt-get -o APT::Sandbox::User=root update && exec apt-get -y -o APT::Sandbox::User=root install --no-install-recommends "$@"' sh $missing \
    || ended $? "$cache/apt.log" "the packages could not be added"
}

# need_packages SECTION…: beyond those that prepare saw to
need_packages () {
  local list missing
  list=$(package_list "$@")
  # shellcheck disable=SC2086
  if [ -z "$sandbox" ]; then take_lock; install_here $list; drop_lock; return; fi
  take_lock
  missing=$(comm -23 <(echo "$list" | sort) <(sort "$rootfs/.redaksi-packages"))
  if [ -n "$missing" ]; then
    extend_rootfs "$missing"
    echo "$missing" | $sudo tee -a "$rootfs/.redaksi-packages" >/dev/null
  fi
  drop_lock
}

prepare () {
  # Nothing here ends without a word.
  set -E
  trap 'rc=$?; printf "dev  stopped with %s at “%s” (line %s); please report this\n" "$rc" "${BASH_COMMAND:0:80}" "$LINENO" >&2' ERR
  prepare_packages
  trap - ERR
  set +E
}

prepare_packages () {
  mkdir -p "$cache/home" "$cache/ccache" || die "dev keeps what it makes in $cache and can't write there: set XDG_CACHE_HOME to a folder that you can write"
  mkdir -p "$top/_build" && [ -w "$top/_build" ] || die "dev builds in $top/_build and can't write there: see whom it belongs to"
  if is_new_enough; then
    take_lock
    # shellcheck disable=SC2046
    install_here $(package_list build run test)
    case $(locale -a 2>/dev/null) in *id_ID*) ;; *) need_root "Making locales"; locales_in $sudo ;; esac
    drop_lock
    return
  fi
  command -v apt-get >/dev/null || die "this needs Debian 12 or 13 (apt-get is not here)"
  sandbox=1
  take_lock
  command -v bwrap >/dev/null && command -v mmdebstrap >/dev/null || install_here mmdebstrap bubblewrap
  [ -f "$rootfs/.redaksi-packages" ] || make_rootfs "$rootfs" "$(package_list build run test)" "a Debian 13 sandbox"
  drop_lock
  need_packages build run test
}

# The user as the sandbox sees it: servers and libraries ask for a name.
passwd_file () {
  cp "$rootfs/etc/passwd" "$cache/passwd.$$"
  grep -q "^[^:]*:[^:]*:$(id -u):" "$cache/passwd.$$" ||
    printf '%s:x:%s:%s::%s:/bin/bash\n' "$(id -un)" "$(id -u)" "$(id -g)" "$cache/home" >>"$cache/passwd.$$"
  mv "$cache/passwd.$$" "$cache/passwd"
}

# Shows a folder of the sandbox's root, read-only, as what `inside` gives to bwrap. Where the tree or the
# cache lies within, its parts are shown one by one, or there would be no place for it.
show_tree () {
  local part
  case $top/ in "$1"/*) ;; *)
    case $cache/ in "$1"/*) ;; *) args+=(--ro-bind "$rootfs$1" "$1"); return ;; esac ;;
  esac
  for part in "$rootfs$1"/*; do
    if [ -L "$part" ]; then args+=(--symlink "$(readlink "$part")" "$1/${part##*/}")
    elif [ -d "$part" ]; then show_tree "$1/${part##*/}"
    elif [ -f "$part" ]; then args+=(--ro-bind "$part" "$1/${part##*/}"); fi
  done
}

inside () {
  if [ -z "$sandbox" ]; then
    env CCACHE_DIR="$cache/ccache" CCACHE_NOHASHDIR=1 "$@"
    return
  fi
  local args=() name git before=()
  passwd_file
  [ -s "$cache/machine-id" ] || head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$cache/machine-id"
  for name in bin sbin lib lib64; do [ -L "$rootfs/$name" ] && args+=(--symlink "$(readlink "$rootfs/$name")" "/$name"); done
  for name in /usr /etc /var; do show_tree $name; done
  args+=(--ro-bind "$cache/passwd" /etc/passwd --dir /var/tmp
    --tmpfs /run --dev-bind /dev /dev --bind /tmp /tmp --ro-bind /sys /sys
    --bind "$cache" "$cache" --bind "$top" "$top")
  for name in /etc/resolv.conf /etc/hosts; do [ -e $name ] && [ -e "$rootfs$name" ] && args+=(--ro-bind "$(realpath $name)" "$name"); done
  [ -e "$rootfs/etc/machine-id" ] && args+=(--ro-bind "$cache/machine-id" /etc/machine-id)
  git=$(git -C "$top" rev-parse --path-format=absolute --git-common-dir 2>/dev/null || true)
  [ -n "$git" ] && [ -d "$git" ] && args+=(--bind "$git" "$git")
  for name in ${REDAKSI_BIND:-}; do args+=(--bind "$name" "$name"); done
  # What a window needs of the desktop outside.
  [ -n "${DISPLAY:-}" ] && [ -n "${XAUTHORITY:-}" ] && [ -f "${XAUTHORITY:-}" ] && args+=(--ro-bind "$XAUTHORITY" "$XAUTHORITY")
  [ -n "${XDG_RUNTIME_DIR:-}" ] && [ -d "${XDG_RUNTIME_DIR:-}" ] && args+=(--bind "$XDG_RUNTIME_DIR" "$XDG_RUNTIME_DIR" --setenv XDG_RUNTIME_DIR "$XDG_RUNTIME_DIR")
  for name in DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS TERM CI COLUMNS GEOM REDAKSI_FAULTS REDAKSI_SEED; do
    [ -n "${!name:-}" ] && args+=(--setenv "$name" "${!name}")
  done
  case ${LANG:-} in id_ID*|en_US*) args+=(--setenv LANG "$LANG") ;; *) args+=(--setenv LANG C.UTF-8) ;; esac
  if [ "$(id -u)" = 0 ]; then
    args+=(--unshare-pid --proc /proc)
  else
    # A /proc that is whole, or the preview's own sandbox can't mount one inside.
    before=(unshare --user --map-current-user --mount --pid --fork --kill-child --mount-proc)
    args+=(--dev-bind /proc /proc)
  fi
  local where=$PWD
  case $where in "$top"|"$top"/*|"$cache"/*|/tmp|/tmp/*) ;; *) where=$top ;; esac
  "${before[@]}" env -i PATH=/usr/bin:/bin bwrap --tmpfs / "${args[@]}" --die-with-parent \
    --setenv HOME "$cache/home" --setenv PATH /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin --setenv CCACHE_DIR "$cache/ccache" --setenv CCACHE_NOHASHDIR 1 \
    --chdir "$where" -- "$@"
}

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
  sudo=sudo
}

apt () { DEBIAN_FRONTEND=noninteractive $sudo apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

# No service may start because we install its package: the tests start their own.
with_no_services () {
  local policy=/usr/sbin/policy-rc.d made= rc=0
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy >/dev/null && $sudo chmod 755 $policy && made=1
  fi
  "$@" || rc=$?
  [ -z "$made" ] || $sudo rm -f $policy
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
  mkdir -p "$cache"
  { apt update && with_no_services apt install --no-install-recommends "${missing[@]}"; } >"$cache/apt.log" 2>&1 ||
    { tail -5 "$cache/apt.log" >&2; die "apt-get could not install them; is this machine's package list in order? (all of it: $cache/apt.log)"; }
  say "installed in $((SECONDS - began)) s"
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

# Says every quarter of a minute how far the sandbox is.
while_telling () {
  local began=$SECONDS unpacked
  while sleep 15; do
    unpacked=$(grep -c '^Status: install ok' "$1/var/lib/dpkg/status" 2>/dev/null || true)
    say "… ${unpacked:-0} packages are in place after $((SECONDS - began)) s"
  done
}

# make_rootfs DIR PACKAGES WHAT
make_rootfs () {
  local began=$SECONDS root=$1 part=$1.part list=$2
  need_root "Making $3"
  say "making $3 in $root (once; some minutes, some GB)"
  install_here mmdebstrap bubblewrap debian-archive-keyring
  $sudo rm -rf "$part"
  sources >"$cache/trixie.sources"
  if [ ! -s "$cache/trixie.sources" ]; then
    list_sources >"$cache/trixie.list"
    [ -s "$cache/trixie.list" ] || die "no Debian sources in /etc/apt: add Debian's own to sources.list"
    rm -f "$cache/trixie.sources"
  fi
  local source=$cache/trixie.sources
  [ -f "$source" ] || source=$cache/trixie.list
  while_telling "$part" &
  local teller=$!
  # shellcheck disable=SC2016
  $sudo mmdebstrap --mode=root --variant=minbase \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
    --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --setup-hook='mkdir -p "$1/usr/sbin"; printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"; chmod 755 "$1/usr/sbin/policy-rc.d"' \
    --include="$(echo "$list" | paste -sd,)" trixie "$part" "$source" >"$cache/mmdebstrap.log" 2>&1 ||
    { kill $teller 2>/dev/null; grep -E '^E:|rror' "$cache/mmdebstrap.log" | tail -5 >&2; die "the sandbox could not be made; is the network there? (all of it: $cache/mmdebstrap.log)"; }
  kill $teller 2>/dev/null || true
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
  local missing=$1
  need_root "Adding packages to the sandbox"
  say "adding to the sandbox:" $missing
  # shellcheck disable=SC2086
  $sudo bwrap --bind "$rootfs" / --dev /dev --proc /proc --tmpfs /tmp --ro-bind /etc/resolv.conf /etc/resolv.conf \
    --setenv DEBIAN_FRONTEND noninteractive --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin \
    sh -c 'apt-get -o APT::Sandbox::User=root update && exec apt-get -y -o APT::Sandbox::User=root install --no-install-recommends "$@"' sh $missing \
    >"$cache/apt.log" 2>&1 || { tail -5 "$cache/apt.log" >&2; die "the packages could not be added (all of it: $cache/apt.log)"; }
}

# need_packages SECTION…: beyond those that prepare saw to
need_packages () {
  local list missing
  list=$(package_list "$@")
  # shellcheck disable=SC2086
  if [ -z "$sandbox" ]; then install_here $list; return; fi
  exec 8>"$cache/lock"; flock 8
  missing=$(comm -23 <(echo "$list" | sort) <(sort "$rootfs/.redaksi-packages"))
  if [ -n "$missing" ]; then
    extend_rootfs "$missing"
    echo "$missing" | $sudo tee -a "$rootfs/.redaksi-packages" >/dev/null
  fi
  exec 8>&-
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
  mkdir -p "$cache/home" "$cache/ccache"
  if is_new_enough; then
    # shellcheck disable=SC2046
    install_here $(package_list build run test)
    locale -a 2>/dev/null | grep -q '^id_ID' || { need_root "Making locales"; locales_in $sudo; }
    return
  fi
  command -v apt-get >/dev/null || die "this needs Debian 12 or 13 (apt-get is not here)"
  sandbox=1
  command -v bwrap >/dev/null && command -v mmdebstrap >/dev/null || install_here mmdebstrap bubblewrap
  exec 9>"$cache/lock"; flock 9
  [ -f "$rootfs/.redaksi-packages" ] || make_rootfs "$rootfs" "$(package_list build run test)" "a Debian 13 sandbox"
  exec 9>&-
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

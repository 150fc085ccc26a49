# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by build-aux/dev for `dev flatpak`: builds the shipping manifest, installs it, runs it on a
# virtual screen and looks whether its window comes up.
#
# Where Flathub's runtime can't be had, a throw-away one of the same name is made from Debian's
# packages, and the manifest's modules, whose sources are elsewhere too, are replaced by Debian's
# builds of them. What is tested is thus the application's own module, its sandbox, its exports, and
# that the manifest bundles what the runtime lacks. Never hand such a build to anyone.

flatpak_home=$cache/flatpak
flatpak_tools=$flatpak_home/tools

# Its own /proc, whole and unmasked, or flatpak's sandbox can't mount one inside; its own mounts, so
# that none is left behind; no environment, because flatpak hands it on to the application.
in_flatpak_tools () {
  $sudo unshare --mount --pid --fork --kill-child --mount-proc --propagation private \
    bwrap --bind "$flatpak_tools" / --dev-bind /dev /dev --dev-bind /proc /proc --dev-bind /sys /sys --bind /tmp /tmp \
    --bind "$flatpak_home" "$flatpak_home" --ro-bind "$top" "$top" --tmpfs "$top/_build" --ro-bind /etc/resolv.conf /etc/resolv.conf \
    --tmpfs /run --perms 0700 --dir /run/user/0 \
    --clearenv --setenv HOME "$flatpak_home/home" --setenv LANG C.UTF-8 --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin \
    --setenv XDG_RUNTIME_DIR /run/user/0 --chdir "$flatpak_home" -- "$@"
}

cmd_flatpak () {
  need_root "Testing the Flatpak"
  mkdir -p "$flatpak_home/home" "$top/_build"
  take_lock
  [ -f "$flatpak_tools/.redaksi-packages" ] || make_rootfs "$flatpak_tools" "$(package_list flatpak)" "a Debian 13 with Flatpak's tools"
  drop_lock
  say "the runtime, from Debian's packages (once; some minutes)"
  in_flatpak_tools "$top/flatpak/debian-runtime" "$flatpak_home/runtime" || die "the runtime could not be made; the lines above say why"
  say "building, installing and running $top/flatpak's manifest"
  in_flatpak_tools "$top/flatpak/try" "$top" "$flatpak_home"
}

#!/bin/sh
# Inside a bare Debian: installs the .deb, starts it without and with a screen, opens books, removes it.
set -eu
step="install"
trap '[ $? = 0 ] || echo "ERROR: $step"' EXIT
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
# First an older version, with a file that the new one has no more and a book made by it.
older="$(mktemp -d)"
dpkg-deb -R /usr/src/planbook.deb "$older/tree"
sed -i 's/^Version:.*/Version: 0.0.1/' "$older/tree/DEBIAN/control"
touch "$older/tree/opt/planbook/of-the-older-version"
dpkg-deb -Zgzip -z1 -b "$older/tree" "$older/planbook.deb"
chmod -R a+rX "$older"
apt-get install -q -y --no-install-recommends "$older/planbook.deb" fonts-wqy-microhei
useradd --create-home --shell /bin/sh li
home="$(getent passwd li | cut -d: -f6)"
su - li -c "LANG=C.UTF-8 planbook new '$home/旧版 的.planbook' --sample litong"
step="upgrade"
apt-get install -q -y --no-install-recommends /usr/src/planbook.deb
[ "$(dpkg-query -W -f '${Version}' planbook)" != 0.0.1 ]
[ ! -e /opt/planbook/of-the-older-version ]
su - li -c "LANG=C.UTF-8 planbook check --file '$home/旧版 的.planbook'"
rm -r "$older"
echo "== upgraded; the book of the older version is whole"
echo "== installed: $(du -sm /opt/planbook | cut -f1) MB"
# What a desktop has: a screen, windows that come to the front, files that are opened by their kind.
apt-get install -q -y --no-install-recommends xvfb xauth openbox xdotool xdg-utils procps \
  shared-mime-info desktop-file-utils libglib2.0-bin dbus-x11
step="use"
cp /usr/src/try_as_user.sh /usr/src/try_on_screen.sh "$home"
su - li -c "LANG=C.UTF-8 sh ./try_as_user.sh"
step="remove"
apt-get remove -q -y planbook
for gone in /opt/planbook /usr/bin/planbook /usr/share/applications/planbook.desktop; do
  [ ! -e "$gone" ] || { echo "still there: $gone"; exit 1; }
done
[ -s "$home/台账 文件/第 一 本.planbook" ] && [ -d "$home/.config/planbook" ]
echo "== removed; books and settings are still there"

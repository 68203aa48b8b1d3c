#!/bin/sh
# On a screen with a window manager: checks itself, then opens two books as a double-click does.
set -eu
step="window manager"
trap '[ $? = 0 ] || echo "ERROR: $step"' EXIT
# Any desktop that opens files by the shared database of kinds.
export XDG_CURRENT_DESKTOP=GNOME
openbox &
manager=$!

step="self-check on a screen"
QT_QPA_PLATFORM=xcb planbook self-check "$HOME/有屏"
echo "== $step: $(ls "$HOME/有屏" | grep -c png) pictures"

step="the kind of a book"
gio info -a standard::content-type "$1" | grep -q application/x-planbook
[ "$(xdg-mime query filetype "$1")" = application/x-planbook ]
cp "$1" "$HOME/没有后缀"
gio info -a standard::content-type "$HOME/没有后缀" | grep -q application/x-planbook
step="the program of that kind"
gio mime application/x-planbook | grep -q planbook.desktop

step="gio open"
gio open "$1"
window="$(timeout 60 xdotool search --sync --onlyvisible --name '第 一 本' | head -1)"
echo "== opened by its kind: $(xdotool getwindowname "$window")"
step="xdg-open of a second book"
xdotool windowminimize "$window"
xdg-open "$2"
again="$(timeout 60 xdotool search --sync --onlyvisible --name '第二本' | head -1)"
[ "$again" = "$window" ]
step="one program, in front"
[ "$(pgrep -c -u li -f '^/opt/planbook/planbook')" = 1 ]
[ "$(xdotool getactivewindow)" = "$window" ]
echo "== the second book in the same window, in front: $(xdotool getwindowname "$window")"

step="end and begin again where it was"
xdotool key --window "$window" ctrl+3
xdotool key --clearmodifiers ctrl+q
timeout 60 sh -c 'while pgrep -u li -f "^/opt/planbook/planbook" >/dev/null; do sleep 0.2; done'
planbook &
again=$!
window="$(timeout 60 xdotool search --sync --onlyvisible --name '第二本' | head -1)"
grep -q 'task_list' "$HOME/.config/planbook/planbook.conf"
echo "== begun again with: $(xdotool getwindowname "$window")"
kill "$again" "$manager"

#!/bin/sh
# As somebody who has just installed the program: checks itself, makes two books, opens them.
set -eu
mkdir -p "$HOME/台账 文件"
first="$HOME/台账 文件/第 一 本.planbook" second="$HOME/台账 文件/第二本 （新）.planbook"

env -u DISPLAY QT_QPA_PLATFORM=offscreen planbook self-check "$HOME/离屏"
echo "== self-check without a screen: $(ls "$HOME/离屏" | grep -c png) pictures"
planbook new "$first" --sample litong
planbook new "$second" --sample rizhao
dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" \
  sh "$HOME/try_on_screen.sh" "$first" "$second"

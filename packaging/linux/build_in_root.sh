#!/bin/sh
# Inside the oldest Debian: packages from the folder of wheels, then the folder of the program.
set -eu
source=/usr/src/planbook wheels=/usr/src/wheels out=/usr/src/out
venv=/opt/venv
rm -rf "$venv" "$out"
/opt/python/bin/python3.11 -m venv --without-pip "$venv"
PYTHONPATH="$(ls "$wheels"/pip-*.whl)" "$venv/bin/python" -m pip install -q --no-index --no-deps \
  --find-links "$wheels" --require-hashes -r "$wheels/requirements.txt"

cd "$source"
PYTHONHASHSEED=1 "$venv/bin/python" -m PyInstaller --noconfirm --log-level WARN \
  --distpath "$out" --workpath "$out/work" packaging/planbook.spec
# Ours and Python's; Qt's libraries break when they are stripped.
find "$out/planbook" -type f \( -name 'libpython*' -o -name 'libsqlite3*' -o -path '*lib-dynload*' \) \
  -exec strip --strip-unneeded {} +
"$out/planbook/planbook" --version
"$venv/bin/python" packaging/deb.py "$out/planbook" "$out/work/icons" "$out"
rm -rf "$out/work"

#!/bin/sh
# Inside the oldest Debian: SQLite and CPython 3.11 from Debian 12's source packages, in /opt/python.
set -eu
prefix=/opt/python
work=/usr/src/planbook
export DEBIAN_FRONTEND=noninteractive
# Nothing newer than glibc 2.28 is bound to, so that older systems than this one can start it.
export CFLAGS="-O2 -fPIC -include /usr/src/glibc_2_28.h" ac_cv_func_sem_clockwait=no
mkdir -p "$work"
cd "$work"

# The same mirror as this root's own, the sources of the next Debian; no binary is taken from it.
sed -n 's/^deb \(.*\) bullseye main$/deb-src \1 bookworm main/p' /etc/apt/sources.list \
  > /etc/apt/sources.list.d/sources-of-debian-12.list
apt-get update -q
apt-get source -q --only-source sqlite3 python3.11
rm /etc/apt/sources.list.d/sources-of-debian-12.list

# Python's sqlite3 module is to be the one of the development machines, not Debian 11's.
cd "$work"/sqlite3-*/
[ -e Makefile ] || ./configure --prefix="$prefix" --disable-static --disable-tcl --disable-readline \
  CFLAGS="$CFLAGS -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_MATH_FUNCTIONS \
    -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_ENABLE_DBSTAT_VTAB \
    -DSQLITE_MAX_VARIABLE_NUMBER=250000"
make -s -j2 libsqlite3.la
make -s install-libLTLIBRARIES 2>/dev/null || make -s lib_install
mkdir -p "$prefix/include"
cp sqlite3.h src/sqlite3ext.h "$prefix/include/"

cd "$work"/python3.11-*/
# As Debian patches it, this module compiles as a part of the interpreter only, as Debian builds it.
printf '%s\n' '*static*' 'pyexpat pyexpat.c -lexpat' > Modules/Setup.local
./configure -q --prefix="$prefix" --enable-shared --without-ensurepip --disable-test-modules --with-system-expat \
  CPPFLAGS="-I$prefix/include" LDFLAGS="-L$prefix/lib -Wl,-rpath,$prefix/lib"
make -s -j2
make -s install
"$prefix/bin/python3.11" -c "import bz2, ctypes, hashlib, lzma, pyexpat, sqlite3, zlib; print(sqlite3.sqlite_version)"
cd /
rm -rf "$work"

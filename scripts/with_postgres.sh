#!/usr/bin/env bash
# A throw-away PostgreSQL from the distribution's packages, for one command: with_postgres.sh COMMAND [ARGUMENT]...
# DATABASE_URL points to it, over a socket in a temporary folder; afterwards both are gone. Its exit code is the
# command's. `with_postgres.sh --can` only says, by its exit code, whether a server can be had.
set -euo pipefail

BIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$BIN" ] && command -v initdb >/dev/null 2>&1; then BIN=$(dirname "$(readlink -f "$(command -v initdb)")"); fi
if [ -z "$BIN" ] || [ ! -x "$BIN/initdb" ]; then
  [ "${1:-}" = --can ] || echo "PostgreSQL is not here. On Debian or Ubuntu: apt-get install postgresql" >&2
  exit 3
fi
# PostgreSQL refuses to run as root; it then runs as the user whom its package made.
OWNER=()
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || { echo "PostgreSQL does not run as root, and there is no user 'postgres'." >&2; exit 3; }
  OWNER=(setpriv --reuid=postgres --regid=postgres --init-groups --)
fi
[ "${1:-}" != --can ] || exit 0
[ $# -gt 0 ] || { echo "Name a command." >&2; exit 2; }

PLACE=$(mktemp -d /tmp/goodoffices-pg.XXXXXX)
chmod 755 "$PLACE"
mkdir "$PLACE/data" "$PLACE/socket"
[ ${#OWNER[@]} -eq 0 ] || chown postgres "$PLACE/data" "$PLACE/socket"
stop() {
  (cd /tmp && "${OWNER[@]}" "$BIN/pg_ctl" -D "$PLACE/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$PLACE"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# Nothing here outlives the command, so nothing waits for the disk.
(
  cd /tmp
  "${OWNER[@]}" "$BIN/initdb" -D "$PLACE/data" -U goodoffices -A trust -E UTF8 --locale=C --no-sync >"$PLACE/log" 2>&1
  "${OWNER[@]}" "$BIN/pg_ctl" -D "$PLACE/data" -w -l "$PLACE/data/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$PLACE/socket' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60" \
    start >>"$PLACE/log" 2>&1
  "${OWNER[@]}" "$BIN/createdb" -h "$PLACE/socket" -U goodoffices goodoffices >>"$PLACE/log" 2>&1
) || { cat "$PLACE/log" "$PLACE/data/log" >&2 2>/dev/null; exit 3; }

# A path in the place of a host is written with its slashes as %2F.
export DATABASE_URL="postgres://goodoffices@${PLACE//\//%2F}%2Fsocket/goodoffices"
code=0
"$@" || code=$?
exit "$code"

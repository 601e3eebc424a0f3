#!/bin/sh
# Makes what docker-compose.yml reads from ./secrets and ./settings; what exists is left alone.
set -eu
umask 077
cd "$(dirname "$0")/.."
mkdir -p secrets settings
make() { [ -s "$1" ] || { cat >"$1" && echo "made $1"; }; }
random() { head -c "$1" /dev/urandom; }
random 24 | od -An -tx1 | tr -d ' \n' | make secrets/postgres_password
printf 'postgresql://stet:%s@postgres:5432/stet' "$(cat secrets/postgres_password)" | make secrets/database_url
random 32 | base64 | tr -d '\n' | make secrets/master_key
make settings/stet.yaml <<'END'
# Settings that differ from config/default.yaml. After a change: docker-compose kill -s HUP stet
# watchlist: /etc/stet/watchlist.yaml
END
# The containers' accounts must be able to read the files; ./secrets itself keeps other accounts of this host out.
chmod 644 secrets/* settings/*
chmod 755 settings
echo 'keep a copy of secrets/master_key: endpoints cannot be read without it'

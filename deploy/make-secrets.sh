#!/bin/sh
# Makes what docker-compose.yml reads from ./secrets; a secret that exists is left alone.
set -eu
umask 077
cd "$(dirname "$0")/.."
mkdir -p secrets
make() { [ -s "secrets/$1" ] || { cat >"secrets/$1" && echo "made secrets/$1"; }; }
random() { head -c "$1" /dev/urandom; }
random 24 | od -An -tx1 | tr -d ' \n' | make postgres_password
printf 'postgresql://stet:%s@postgres:5432/stet' "$(cat secrets/postgres_password)" | make database_url
random 32 | base64 | tr -d '\n' | make master_key
# The folder keeps other accounts of this host out; the containers' accounts must be able to read the files.
chmod 644 secrets/*
echo 'keep a copy of secrets/master_key: endpoints cannot be read without it'

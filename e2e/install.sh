#!/bin/sh
# Installs what tests need: Debian's Chromium and the npm packages of the browser stories and of the
# S3-compatible server (s3.mjs).
set -eu
cd "$(dirname "$0")"

if [ ! -x /usr/bin/chromium ]; then
	as_root=""
	if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
	$as_root apt-get update -q
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium
fi

# Nothing to do when the packages of this very lock file are there.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
	npm ci --ignore-scripts --no-audit --no-fund
fi

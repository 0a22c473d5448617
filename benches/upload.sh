#!/usr/bin/env bash
# Builds Oqu unless OQU_BINARY names one, and measures an upload over a link that is cut.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/tools.sh
need_tools
if [ -z "${OQU_BINARY:-}" ]; then
	say "Building Oqu"
	cargo xtask assets
	cargo build --release --package oqu --bins
	OQU_BINARY="$(target_folder)/release/oqu"
	export OQU_BINARY
fi
exec node benches/upload.mjs

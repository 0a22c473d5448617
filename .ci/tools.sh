# What ./run and ./test share: finding the tools, installing those that Debian has.

say() {
	printf '\n== %s\n' "$*"
}

give_up() {
	printf '%s\n' "$*" >&2
	exit 1
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		give_up "This needs root once: $*"
	fi
}

# apt_install PACKAGE…
apt_install() {
	command -v apt-get >/dev/null || give_up "Install by hand, there is no apt here: $*"
	say "Installing $*"
	as_root apt-get update -q
	as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends "$@"
}

need_tools() {
	command -v cargo >/dev/null ||
		give_up "Oqu is built by Rust 1.95 or newer: see https://rustup.rs, then run this again."
	command -v node >/dev/null && command -v npm >/dev/null ||
		give_up "The pages are built by Node 20 or newer with npm: see https://nodejs.org, then run this again."
	local node
	node=$(node --version)
	node=${node#v}
	[ "${node%%.*}" -ge 20 ] || give_up "Node 20 or newer is needed, here is $node."
	command -v cc >/dev/null || apt_install gcc libc6-dev
}

# The folder that cargo builds into, wherever the environment or a configuration puts it.
target_folder() {
	cargo metadata --format-version 1 --no-deps --offline 2>/dev/null |
		sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}

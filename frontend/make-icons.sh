#!/bin/sh
# Draws the app icons of the web manifest from favicon.svg with Chromium. The pictures are
# committed, so this runs only when the sign changes.
set -eu
cd "$(dirname "$0")/static"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# draw NAME SIZE SVG-FILE
draw() {
	chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
		--default-background-color=00000000 --force-device-scale-factor=1 \
		--window-size="$2,$2" --screenshot="$PWD/$1-$2.png" "file://$3" 2>/dev/null
}

# A maskable icon may be cut to a circle: its ground reaches the edge and its sign keeps to
# the middle four fifths.
sed -e 's/ rx="9"//' -e 's/viewBox="0 0 32 32"/viewBox="-3 -3 38 38"/' \
	-e 's/<rect width="32" height="32"/<rect x="-3" y="-3" width="38" height="38"/' favicon.svg >"$work/maskable.svg"

for size in 192 512; do
	for kind in icon icon-maskable; do
		source="$PWD/favicon.svg"
		if [ "$kind" = icon-maskable ]; then source="$work/maskable.svg"; fi
		sed "s/<svg /<svg width=\"$size\" height=\"$size\" /" "$source" >"$work/$kind-$size.svg"
		draw "$kind" "$size" "$work/$kind-$size.svg"
	done
done

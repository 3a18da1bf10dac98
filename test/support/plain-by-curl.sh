#!/bin/sh
# Answers a questionnaire with neither scripts nor a browser, leaving blank what is not given:
#   sh plain-by-curl.sh https://HOST/s/SURVEY/plain CODE NAME=CODE …
set -eu
address=$1
code=$2
shift 2

ask() {
	page=$(curl --silent --show-error --fail "$address" "$@")
}
hidden() {
	printf '%s' "$page" | sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p"
}

ask
ask --data-urlencode "receipt=$(hidden receipt)" --data-urlencode "code=$code" --data sensitive=1 --data go=agree
while state=$(hidden state) && [ -n "$state" ]; do
	case $page in
	*'name="go" value="send"'*) go=send ;;
	*) go=next ;;
	esac
	fields=
	for given; do
		case $page in
		*"name=\"${given%%=*}\""*) fields="$fields --data $given" ;;
		esac
	done
	# shellcheck disable=SC2086 # names and codes have no blanks
	ask --data-urlencode "state=$state" $fields --data end=1 --data "go=$go"
done
printf '%s\n' "$page" | sed 's/.*<h1>\([^<]*\)<.*/\1/'

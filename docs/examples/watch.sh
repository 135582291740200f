#!/usr/bin/env bash
# Prints every delta of a project's snapshot as one line of JSON, and misses none when the connection breaks.
#   docs/examples/watch.sh [PROJECT_ID]     the first project without
# Needs bash, curl and GNU coreutils; bash speaks to the WebSocket itself.
#   FACTORY_FACTORY_URL (http://localhost:3000), FACTORY_FACTORY_HOME (~/.factory-factory), where the token lies
set -euo pipefail
export LC_ALL=C

url=${FACTORY_FACTORY_URL:-http://localhost:3000}
authorization="Authorization: Bearer $(cat "${FACTORY_FACTORY_HOME:-$HOME/.factory-factory}/token")"
project=${1:-$(curl -fsS -H "$authorization" "$url/api/projects" | sed -n 's/^\[{"id":"\([^"]*\)".*/\1/p')}
address=${url#http://}
epoch='' sequence=''

# A WebSocket frame of a client is masked; a mask of zeros leaves the text as it is.
send() {
  local length=$((${#1} + 1))
  printf "\\x81\\xfe\\x$(printf %02x $((length >> 8)))\\x$(printf %02x $((length & 255)))\\0\\0\\0\\0" >&3
  printf '%s\0' "$1" >&3
}

number() { head -c "$1" <&3 | od -An -v -tu1 | awk '{ for (i = 1; i <= NF; i++) n = n * 256 + $i } END { if (NR == 0) exit 1; print n }'; }

# Reads one message, in as many frames as it comes, into $message.
receive() {
  local first length part
  message=''
  while first=$(number 1); do
    length=$(($(number 1) & 127))
    if ((length == 126)); then length=$(number 2); elif ((length == 127)); then length=$(number 8); fi
    part=$(head -c "$length" <&3 | tr -d '\0'; printf .)
    case $((first & 15)) in
      8) return 1 ;;
      0 | 1 | 2) message+=${part%.} ;;
    esac
    if ((first & 128)); then return 0; fi
  done
  return 1
}

field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" <<<"$2" | head -n 1; }

watch() {
  exec 3<>"/dev/tcp/${address%%:*}/${address##*:}" || return 1
  printf '%s\r\n' 'GET /ws HTTP/1.1' "Host: $address" "$authorization" 'Connection: Upgrade' 'Upgrade: websocket' \
    'Sec-WebSocket-Version: 13' "Sec-WebSocket-Key: $(head -c 16 /dev/urandom | base64)" '' >&3
  local line status=''
  while IFS= read -r line <&3 && [[ $line != $'\r' ]]; do status=${status:-$line}; done
  [[ $status == *' 101'* ]] || { echo "$status" >&2; return 1; }

  send $'CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n'
  receive
  # Listen first, ask second: what changes between comes on the topic.
  send $'SUBSCRIBE\nid:topic\n'"destination:/topic/projects/$project/snapshot"$'\n\n'
  send $'SUBSCRIBE\nid:answer\n'"destination:/app/projects/$project/snapshot${epoch:+$'\n'epoch:$epoch$'\n'after:$sequence}"$'\n\n'
  local body head from to
  while receive; do
    body=${message#*$'\n\n'}
    head=${body%%'"changed":'*}
    head=${head%%'"entries":'*}
    from=$(field from "$head")
    to=$(field to "$head")
    # A sequence held is skipped; what does not join up is asked for anew by the next connection.
    if [[ -n $to && $to -le ${sequence:-0} ]]; then continue; fi
    if [[ -n $from && ($(field epoch "$head") != "$epoch" || $from -gt $sequence) ]]; then return 1; fi
    epoch=$(field epoch "$head")
    sequence=${to:-$(field sequence "$head")}
    printf '%s\n' "$body"
  done
}

while true; do
  watch || true
  exec 3>&- || true
  echo 'connection lost' >&2
  sleep 1
done

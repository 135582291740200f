#!/usr/bin/env bash
# The whole story with curl alone: add a repository, start a workspace with a prompt, allow what the agent
# asks for, read the diff, archive, restore.
#
#   docs/examples/story.sh /path/to/repository [agent] [prompt]
#
# Needs a running server, curl and python3 (to read JSON). FACTORY_FACTORY_HOME and FACTORY_FACTORY_URL as the server's.
set -euo pipefail

repository=${1:?usage: story.sh /path/to/repository [agent] [prompt]}
agent=${2:-}
prompt=${3:-Add a short note about this project to NOTES.md}
home=${FACTORY_FACTORY_HOME:-$HOME/.factory-factory}
base=${FACTORY_FACTORY_URL:-http://localhost:3000}/api
token=$(cat "$home/token")

call() { # METHOD PATH [JSON]
  curl --silent --show-error --fail-with-body -X "$1" -H "Authorization: Bearer $token" \
    ${3:+-H 'Content-Type: application/json' -d "$3"} "$base$2"
}
read_json() { python3 -c "import json, os, sys; value = json.load(sys.stdin); print($1)"; }
quote() { python3 -c 'import json, sys; print(json.dumps(sys.argv[1]))' "$1"; }

wait_until() { # what, command that answers a value, wanted
  for _ in $(seq 300); do
    value=$(eval "$2")
    [ "$value" = "$3" ] && return
    sleep 0.2
  done
  echo "Waited in vain until $1 is $3; it is $value" >&2
  exit 1
}

echo "1. Add $repository"
export repository
project=$(call GET /projects | read_json 'next((p["id"] for p in value if p["path"] == os.environ["repository"]), "")')
if [ -z "$project" ]; then
  project=$(call POST /projects "{\"path\": $(quote "$repository")}" | read_json 'value["id"]')
fi

echo "2. Start a workspace: $prompt"
request="{\"prompt\": $(quote "$prompt")${agent:+, \"agent\": $(quote "$agent")}}"
workspace=$(call POST "/projects/$project/workspaces" "$request" | read_json 'value["id"]')
status() { call GET "/workspaces/$workspace" | read_json 'value["status"]'; }
wait_until "the workspace" status READY
call GET "/workspaces/$workspace" | read_json '"   %s on %s" % (value["worktreePath"], value["branch"])'
session=$(call GET "/workspaces/$workspace/sessions" | read_json 'value[0]["id"]')

echo "3. Follow the agent and allow what it asks for, once each"
for _ in $(seq 600); do
  state=$(call GET "/sessions/$session")
  read -r request_id option <<<"$(echo "$state" | read_json '" ".join(next(([r["requestId"], next(o["optionId"] for o in r["options"] if o["kind"] == "allow_once")] for r in value["pendingRequests"]), []))')"
  if [ -n "${request_id:-}" ]; then
    echo "$state" | read_json '"   allow: " + (value["pendingRequests"][0]["command"] or value["pendingRequests"][0]["title"])'
    call POST "/sessions/$session/permissions/$request_id" "{\"optionId\": $(quote "$option")}" >/dev/null
  fi
  ended=$(call GET "/sessions/$session/events?limit=1000" | read_json 'sum(event["type"] == "turn_ended" for event in value)')
  [ "$ended" -gt 0 ] && break
  sleep 0.3
done
call GET "/sessions/$session/events?limit=1000" | read_json '"   %d events, the turn ended with %s" % (len(value), [e for e in value if e["type"] == "turn_ended"][-1]["data"]["stopReason"])'

echo "4. What it changed"
call GET "/workspaces/$workspace/diff" | read_json '"\n".join("   %s %s +%d -%d" % (f["status"], f["path"], f["additions"], f["deletions"]) for f in value["files"])'

echo "5. Archive"
call POST "/workspaces/$workspace/archive" >/dev/null
wait_until "the workspace" status ARCHIVED

echo "6. Restore"
call POST "/workspaces/$workspace/restore" >/dev/null
wait_until "the workspace" status READY
call GET "/workspaces/$workspace/diff" | read_json '"   back: " + ", ".join(f["path"] for f in value["files"])'

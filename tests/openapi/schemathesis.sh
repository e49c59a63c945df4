#!/usr/bin/env bash
# Fuzzes the fake WeChat with schemathesis 4, against the document that `wx openapi` prints.
#
#   tests/openapi/schemathesis.sh [SECONDS] [what else `schemathesis run` is to be told]
#
# Not checked is what WeChat does otherwise by design: it answers wrong requests, methods and credentials under HTTP 200.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-120}
shift || true
unset WX_APPID WX_SECRET WX_BASE_URL

cargo build --quiet -p wx-cli
wx=${CARGO_TARGET_DIR:-target}/debug/wx
out=$(mktemp -d)
coproc MOCK { exec "$wx" mock --json; }
trap 'kill "$MOCK_PID"; rm -rf "$out"' EXIT
# It says one line, and says it when it is ready.
read -r ready <&"${MOCK[0]}"
said() { [[ $ready =~ \"$1\":\"([^\"]*)\" ]] && printf '%s' "${BASH_REMATCH[1]}"; }
base_url=$(said base_url)

# `--wild`: it answers as WeChat does, now and then with a number inside a string.
"$wx" openapi --wild --base-url "$base_url" --out "$out/openapi.json"
WX_FUZZ_TOKEN=$("$wx" token --base-url "$base_url")
export WX_FUZZ_TOKEN
cat > "$out/schemathesis.toml" <<END
[auth.openapi]
accessToken = { api_key = "\${WX_FUZZ_TOKEN}" }

[parameters]
"query.appid" = "$(said appid)"
"query.secret" = "$(said secret)"
END
schemathesis --config-file "$out/schemathesis.toml" run "$out/openapi.json" --url "$base_url" \
    --max-time "$seconds" --continue-on-failure \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    "$@"

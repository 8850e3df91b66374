#!/usr/bin/env bash
# Checks what lies in ops/ with the tools that are installed, and says which are not.
#   promtool   rules and their tests     required when MANGAASSIST_REQUIRE_REAL=1
#   jq         the dashboard's queries, parsed by promtool
#   terraform  format, validate, tests with a mocked provider; the provider comes from a local mirror if there is one
# Exit: 0 all checks that ran passed, 1 one failed or a required tool is missing.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

missing() { # tool, what is not checked
  echo "ops: $1 is not installed: $2 not checked"
}

check_rules() {
  promtool check rules prometheus/rules.yml
  (cd prometheus && promtool test rules rules_test.yml)
}

# Each query becomes a recording rule, which promtool parses.
check_dashboard() {
  jq -r '.. | objects | select(has("expr")) | .expr' grafana/mangaassist.json |
    sed -e 's/\$__rate_interval/5m/g' -e 's/\$__range/30d/g' -e 's/\$[a-z_]*/x/g' >"$work/queries"
  [ -s "$work/queries" ] || { echo "ops: the dashboard has no query"; return 1; }
  jq -R -n '{groups: [{name: "panels", rules: [inputs | {record: "panel:query", expr: .}] | to_entries
    | map(.value + {labels: {query: (.key | tostring)}})}]}' "$work/queries" >"$work/panels.yml"
  promtool check rules "$work/panels.yml"
}

provider_mirror() {
  local dir
  for dir in "${TF_PLUGIN_DIR:-}" "$HOME/.terraform.d/plugins" /usr/local/share/terraform/plugins \
    /usr/share/terraform/plugins /opt/*; do
    if [ -n "$dir" ] && [ -d "$dir/registry.terraform.io/hashicorp/aws" ]; then
      echo "$dir"
      return
    fi
  done
}

check_terraform() {
  local mirror
  mirror=$(provider_mirror)
  : >"$work/terraformrc"
  export TF_CLI_CONFIG_FILE="$work/terraformrc" TF_DATA_DIR="$work/terraform" TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
  terraform fmt -check -recursive -diff terraform
  cp -r terraform "$work/module"
  if ! terraform -chdir="$work/module" init -backend=false -input=false -no-color \
    ${mirror:+-plugin-dir="$mirror"} >"$work/init.log" 2>&1; then
    tail -5 "$work/init.log"
    echo "ops: no provider hashicorp/aws to be had: terraform validate and terraform test not run"
    return
  fi
  terraform -chdir="$work/module" validate -no-color
  terraform -chdir="$work/module" test -no-color
}

if command -v promtool >/dev/null; then
  check_rules
  if command -v jq >/dev/null; then check_dashboard; else missing jq "the queries of the dashboard are"; fi
elif [ "${MANGAASSIST_REQUIRE_REAL:-}" = 1 ]; then
  missing "promtool (Debian: prometheus)" "required, and the rules are"
  exit 1
else
  missing "promtool (Debian: prometheus)" "the rules and the dashboard are"
fi
if command -v terraform >/dev/null; then check_terraform; else missing terraform "the module is"; fi

#!/usr/bin/env bash
# One step of a migration to VPC endpoints, as docs/migration-gate.md tells it. Run it in the Terraform configuration:
#
#   CLASSPATH=mangaassist.jar COLLECT=./collect.sh ops/migrate.sh steps/dynamodb
#
# The step's folder holds what was reviewed with the change: endpoints.txt, canary.tfvars, announced-canary.json,
# expected-canary.json, announced-rest.json, expected.json. What is recorded on the way is written there too.
#   COLLECT    command that writes the latencies of all tasks since the last call to the file it is given
#   CHECKER    options of the checker besides --expect, such as --server and --zone
#   ON_TASK    command that runs what follows in a task of each zone; empty runs it here
#   SETTLE     seconds from an apply to the gate, 1800; SOAK seconds between two steps, 86400
# Exit: 0 done, 1 the plan was refused, or applied and rolled back, 2 cannot judge: a person decides.
set -euo pipefail
step=${1:?the folder of the step}
last=${LAST_STEP:-last-step}

# parts:start
operate() { java -cp "$CLASSPATH" "io.mangaassist.operate.$1" "${@:2}"; }

check_endpoints() { # 1: an endpoint does not lead where it should
  ${ON_TASK:-} java -cp "$CLASSPATH" io.mangaassist.dns.VpcEndpointCheck --expect "$step/endpoints.txt" ${CHECKER:-}
}

plan() { # name, arguments of terraform plan
  terraform plan -input=false -out="$step/$1.tfplan" "${@:2}" >"$step/$1.log" || return 2
  terraform show -json "$step/$1.tfplan" >"$step/$1.json" || return 2
}

routes() { # plan, expected routes, announced changes; 1: a route changes that was not announced
  operate RouteCheck --plan "$step/$1.json" --expected "$step/$2" --announced "$step/$3"
}

gate() { # 1: p50 + 10 ms in a segment
  sleep "${SETTLE:-1800}"
  $COLLECT "$step/after.json" || return 2
  operate GateCommand --before "$step/before.json" --after "$step/after.json"
}

judge() { # expected routes, arguments of terraform plan
  echo '{"version": 1, "changes": []}' >"$step/none.json"
  check_endpoints || return
  plan after "${@:2}" || return
  routes after "$1" none.json || return
  gate || return
}

rollback() {
  git revert --no-edit HEAD || return
  plan rollback || return
  terraform show "$step/rollback.tfplan" || return # for the record: the revert is its announcement
  terraform apply -input=false "$step/rollback.tfplan" || return
}

apply() { # name, expected routes, arguments of terraform plan: judged before and after
  plan "$1" "${@:3}" || stop
  routes "$1" "$2" "announced-$1.json" || refuse $?
  terraform apply -input=false "$step/$1.tfplan" || stop
  touch "$last"
  local code=0
  judge "$2" "${@:3}" || code=$?
  case $code in
    0) ;;
    1)
      rollback || stop
      echo "migrate: rolled back" >&2
      exit 1
      ;;
    *) stop ;;
  esac
}

refuse() { # of a plan: nothing of it has been applied
  if [ "$1" -eq 1 ]; then
    echo "migrate: the plan is refused; nothing of it was applied" >&2
    exit 1
  fi
  stop
}

stop() {
  echo "migrate: cannot judge; nothing was rolled back, a person decides" >&2
  exit 2
}
# parts:end

# procedure:start
# 1. One at a time.
if [ -e "$last" ] && [ "$(($(date +%s) - $(stat -c %Y "$last")))" -lt "${SOAK:-86400}" ]; then
  echo "migrate: the last step has not soaked for ${SOAK:-86400} s" >&2
  exit 2
fi

# A command that is not there ends with 1 as well: that must not look like a verdict.
for class in dns.VpcEndpointCheck operate.RouteCheck operate.GateCommand; do
  java -cp "$CLASSPATH" "io.mangaassist.$class" --help >/dev/null || stop
done

# 2. The baseline: the same hours of the day that the gate will see.
$COLLECT "$step/before.json" || stop

# 3. A snapshot to compare with.
terraform state pull >"$step/state-before.json" || stop

# 4 and 5. Canary: one zone. 4 and 6. The rest. Each with 7 to 10: checker, routes, gate, rollback.
apply canary expected-canary.json -var-file="$step/canary.tfvars"
apply rest expected.json
# procedure:end
echo "migrate: done; judge once more after the soak"

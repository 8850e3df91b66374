#!/usr/bin/env bash
# Every peer on a class path and in a JVM of its own, against a redis-server of its own.
#   run.sh build            once; needs mangaassist-cache in the local repository
#   run.sh stall [seconds]  Redis frozen under 10,000 writes a second of 4 KB; two peers at a time, 60 s if not given
#   run.sh sustained        how many writes a second reach Redis; one peer at a time
#   run.sh one stall|sustained MODULE CLASS [seconds]
# MVN, if set, is called instead of mvn; JAVA instead of java.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
logs=${LOGS:-$here/target}
peers=(
  "mangaassist MangaAssist" "lettuce LettuceSync"
  "lettuce LettuceAsync" "jedis Jedis"
  "lettuce LettuceTuned" "spring-data-redis SpringDataRedis"
  "redisson RedissonAsync" "jetcache JetCache"
)
one() { # what module class [seconds]
  local class=$3 run
  [ "$1" = stall ] && run=StallRun || run=SustainedRun
  # a heap of fixed size, all of it touched, so that what the process grows by lies outside of it
  "${JAVA:-java}" -Xms3g -Xmx3g -XX:+AlwaysPreTouch -XX:MaxDirectMemorySize=8g \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
    -cp "$here/$2/target/$2-peer-1.jar:$here/$2/target/lib/*" \
    "io.mangaassist.peers.$run" "io.mangaassist.peers.$class" ${4:+"$4"} \
    2> "$logs/$class.$1.log" || echo "| $class | failed: $(tail -n 1 "$logs/$class.$1.log") |"
}
mkdir -p "$logs"
case ${1:-} in
  build)
    ${MVN:-mvn} -q -f "$here/pom.xml" package
    ;;
  one)
    shift
    one "$1" "$2" "$3" "${4:-$([ "$1" = stall ] && echo 60 || true)}"
    ;;
  stall)
    seconds=${2:-60}
    echo "| peer | caller p99 ms | caller max ms | control p99 ms | control max ms | heap + MB | outside + MB | offered | said written | said failed or dropped | said unknown | in Redis | recovery | log lines |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    for ((i = 0; i < ${#peers[@]}; i += 2)); do
      for peer in "${peers[i]}" "${peers[i + 1]}"; do
        (
          set -- $peer "$seconds"
          row=$(one stall "$1" "$2" "$3")
          echo "$row $(wc -l < "$logs/$2.stall.log") |"
        ) &
      done
      wait
    done
    ;;
  sustained)
    echo "| peer | writes a second in Redis |"
    echo "|---|---|"
    for peer in "${peers[@]}"; do
      set -- $peer
      one sustained "$1" "$2"
    done
    ;;
  *)
    sed -n '2,7p' "$0"
    exit 2
    ;;
esac

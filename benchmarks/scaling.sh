#!/usr/bin/env bash
# Times workers that train together beside one alone, in turn, each pinned to a core of its own:
# scaling.sh [ROUNDS] [RECIPE] [BATCH]
# For example: scaling.sh 5 portrait-64 16. STEPS=24 sets the measured steps of a process. The batch is
# that of one worker; "strong" splits that of one among two. "side by side" are two that know nothing of
# each other: what two processes lose by sharing memory and caches. Needs taskset and two cores.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rounds=${1:-5}
recipe=${2:-portrait-64}
batch=${3:-16}
steps=${STEPS:-24}
precision=${PRECISION:-float32}
out=$here/target/scaling
port=23000

[ -n "${BUILT:-}" ] || {
  mvn -B -q -f "$here/../pom.xml" -DskipTests install
  mvn -B -q -f "$here/pom.xml" package
}
mkdir -p "$out"
export MALLOC_ARENA_MAX=1 # as --local-workers has it
classes=$here/target/classes:$here/../target/facegan.jar
jvm=(java -Xmx512m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$classes")

# Runs worker $1 of the addresses $2 (none: alone) with the global batch $3, on core $1; prints its result.
step() {
  local workers=()
  [ -z "$2" ] || workers=("$2" "$1" "${4:-float32}")
  taskset -c "$1" "${jvm[@]}" io.facegan.benchmarks.TrainingStep "$3" "$steps" "$precision" cpu \
    "$recipe" "${workers[@]}" 2>"$out/worker-$1.log" | sed -n 's/^result //p'
}
value() { tr ' ' '\n' | sed -n "s/^$1=//p" | head -n 1; }
# Runs both workers with the global batch $1 and the wire $2; prints the chief's result, then the other's.
both() {
  port=$((port + 10))
  local addresses=127.0.0.1:$port,127.0.0.1:$((port + 1))
  step 1 "$addresses" "$1" "$2" >"$out/follower" &
  step 0 "$addresses" "$1" "$2"
  wait
  cat "$out/follower"
}

echo "round alone side_by_side weak strong weak_bfloat16_wire (pictures/s) alone_mib worker_mib"
: >"$out/rounds"
for ((round = 1; round <= rounds; round++)); do
  one=$(step 0 "" "$batch")
  step 1 "" "$batch" >"$out/beside" &
  beside=$(step 0 "" "$batch" | value pictures_per_s)
  wait
  weak=$(both $((2 * batch)) float32)
  strong=$(both "$batch" float32 | value pictures_per_s)
  rounded=$(both $((2 * batch)) bfloat16 | value pictures_per_s)
  echo "$round $(value pictures_per_s <<<"$one") $beside $(value pictures_per_s <<<"$weak")" \
    "$strong $rounded $(value peak_mib <<<"$one") $(value peak_mib <<<"$weak")"
done | tee "$out/rounds"

# Least, median and most of a ratio of columns over the rounds.
spread() {
  awk -v a="$1" -v b="$2" -v by="$3" '{ print $a / $b / by }' "$out/rounds" | sort -n |
    awk -v what="$4" '{ v[NR] = $1 } END { printf "%s: %.2f / %.2f / %.2f\n", what, v[1], v[int((NR + 1) / 2)], v[NR] }'
}
grep -m 1 'model name' /proc/cpuinfo
spread 3 2 1 "side by side / alone"
spread 4 2 2 "weak efficiency, 2 workers / (2 x alone)"
spread 4 3 2 "weak efficiency beside two that do not talk"
spread 5 2 2 "strong efficiency"
spread 6 2 2 "weak efficiency, bfloat16 on the wire"
spread 8 7 1 "memory of a worker / alone"

# What a sum takes by its bytes, beside plain sockets.
port=$((port + 10))
addresses=127.0.0.1:$port,127.0.0.1:$((port + 1))
sizes=(4096 262144 1048576 2097152 4194304 8388608)
taskset -c 1 "${jvm[@]}" io.facegan.benchmarks.ReductionTime "$addresses" 1 "${sizes[@]}" 2>/dev/null &
taskset -c 0 "${jvm[@]}" io.facegan.benchmarks.ReductionTime "$addresses" 0 "${sizes[@]}" 2>/dev/null
wait

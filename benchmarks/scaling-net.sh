#!/usr/bin/env bash
# Times workers in network namespaces of their own, each with its own address and a limited bandwidth:
# scaling-net.sh [WORKERS] [RATES] [RECIPE] [BATCH] [ROUNDS]
# For example: scaling-net.sh "2 3 4" "1gbit 10gbit" portrait-64 16 3. The batch is that of one worker.
# Beside the training it times as many trainings that know nothing of each other, and a sum over the
# workers by its bytes, so that a step can be foretold: the time alone, and that of its two sums. Needs
# root, ip and tc. Workers beyond the number of cores share them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
numbers=${1:-2 3 4}
rates=${2:-1gbit 10gbit}
recipe=${3:-portrait-64}
batch=${4:-16}
rounds=${5:-3}
steps=${STEPS:-16}
cores=$(getconf _NPROCESSORS_ONLN)
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

remove() {
  for ((i = 0; i < 8; i++)); do ip netns del "fg$i" 2>/dev/null || true; done
  ip link del fgbridge 2>/dev/null || true
}
trap remove EXIT

# Makes $1 namespaces fg0, fg1, ... at 10.77.0.10, .11, ... whose sending is held to the rate $2.
make() {
  remove
  ip link add fgbridge type bridge
  ip link set fgbridge up
  for ((i = 0; i < $1; i++)); do
    ip netns add "fg$i"
    ip link add "fgout$i" type veth peer name eth0 netns "fg$i"
    ip link set "fgout$i" master fgbridge up
    ip -n "fg$i" addr add "10.77.0.$((10 + i))/24" dev eth0
    ip -n "fg$i" link set lo up
    ip -n "fg$i" link set eth0 up
    ip netns exec "fg$i" tc qdisc add dev eth0 root tbf rate "$2" burst 256kb latency 100ms
  done
}

addresses() {
  port=$((port + 10))
  addresses=
  for ((i = 0; i < $1; i++)); do addresses+=${addresses:+,}10.77.0.$((10 + i)):$port; done
}

# Runs class $2 as worker $1 with the other arguments, in its namespace and on its core.
worker() {
  local task=$1
  shift
  ip netns exec "fg$task" taskset -c $((task % cores)) "${jvm[@]}" "$@" 2>"$out/worker-$task.log"
}
value() { sed -n 's/^result //p' | tr ' ' '\n' | sed -n "s/^$1=//p" | head -n 1; }

# Seconds of a step: of $1 workers together, or of $1 that know nothing of each other (the slowest).
together() {
  for ((i = 1; i < $1; i++)); do
    worker "$i" io.facegan.benchmarks.TrainingStep $((batch * $1)) "$steps" float32 cpu "$recipe" \
      "$addresses" "$i" >"$out/step-$i" &
  done
  worker 0 io.facegan.benchmarks.TrainingStep $((batch * $1)) "$steps" float32 cpu "$recipe" \
    "$addresses" 0 | value median_s
  wait
}
apart() {
  for ((i = 0; i < $1; i++)); do
    worker "$i" io.facegan.benchmarks.TrainingStep "$batch" "$steps" float32 cpu "$recipe" \
      >"$out/step-$i" &
  done
  wait
  for ((i = 0; i < $1; i++)); do value median_s <"$out/step-$i"; done | sort -n | tail -n 1
}

# The bytes of the gradients of both networks.
bytes=$("${jvm[@]}" io.facegan.benchmarks.ReductionTime bytes "$recipe" 2>/dev/null)
read -r discriminator generator <<<"$bytes"
grep -m 1 'model name' /proc/cpuinfo
echo "gradients: $discriminator and $generator bytes"
echo "rate workers apart_ms sums_ms foretold_ms together_ms together/foretold efficiency"
for rate in $rates; do
  for n in $numbers; do
    make "$n" "$rate"
    for ((round = 1; round <= rounds; round++)); do
      addresses "$n"
      for ((i = 1; i < n; i++)); do
        worker "$i" io.facegan.benchmarks.ReductionTime "$addresses" "$i" "$discriminator" "$generator" >/dev/null &
      done
      sums=$(worker 0 io.facegan.benchmarks.ReductionTime "$addresses" 0 "$discriminator" "$generator" |
        sed -n 's/.* sum_ms=\([0-9.]*\).*/\1/p' | awk '{ s += $1 } END { print s }')
      wait
      alone=$(apart "$n")
      addresses "$n"
      both=$(together "$n")
      awk -v rate="$rate" -v n="$n" -v a="$alone" -v s="$sums" -v t="$both" 'BEGIN {
        printf "%s %d %.1f %.1f %.1f %.1f %.2f %.2f\n", rate, n, 1e3 * a, s, 1e3 * a + s, 1e3 * t, 1e3 * t / (1e3 * a + s), a / t }'
    done
  done
done | tee "$out/net"

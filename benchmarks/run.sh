#!/usr/bin/env bash
# Times FaceGan's training step beside libtorch's: run.sh [BATCHES] [PRECISIONS] [ROUNDS]
# For example: run.sh "1 8" "float32 bfloat16" 3. STEPS=10 sets how many steps each process measures,
# RECIPE=portrait-64 whose step it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

default_precisions() {
  if grep -qs amx_bf16 /proc/cpuinfo; then
    echo "float32 bfloat16"
  else
    echo "float32" # without instructions for bfloat16 a step takes minutes
  fi
}

batches=${1:-1 8}
precisions=${2:-$(default_precisions)}
rounds=${3:-3}
steps=${STEPS:-10}
recipe=${RECIPE:-tutorial}
results=$here/target/results.txt

mvn -B -q -f "$here/../pom.xml" -DskipTests install
mvn -B -q -f "$here/pom.xml" package
: >"$results"

# Both get every processor, the same heap, and no limit on native memory.
OMP_NUM_THREADS=$(getconf _NPROCESSORS_ONLN)
export OMP_NUM_THREADS MKL_NUM_THREADS=$OMP_NUM_THREADS
jvm=(java -Xmx1g -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0)
classes=$here/target/classes

# Each in a process of its own and with its own natives only.
facegan() { "${jvm[@]}" -cp "$classes:$here/../target/facegan.jar" io.facegan.benchmarks.TrainingStep "$@"; }
libtorch() { "${jvm[@]}" -cp "$classes:$here/target/libtorch/*" io.facegan.benchmarks.LibtorchPeer "$@"; }

for precision in $precisions; do
  for batch in $batches; do
    layout=$(libtorch "$batch" 1 "$precision" trial "$recipe" | sed -n 's/^result .* layout=\([a-z_]*\).*/\1/p')
    echo "batch $batch, $precision: libtorch is faster with its layout $layout"
    for ((round = 1; round <= rounds; round++)); do
      facegan "$batch" "$steps" "$precision" cpu "$recipe" | tee -a "$results"
      libtorch "$batch" "$steps" "$precision" "$layout" "$recipe" | tee -a "$results"
    done
  done
done

echo
java -cp "$classes" io.facegan.benchmarks.ResultTable "$results"

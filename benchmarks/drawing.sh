#!/usr/bin/env bash
# Times drawing with exported models beside ONNX Runtime and libtorch, in turn: drawing.sh [NETWORKS] [BATCHES] [TURNS]
# For example: drawing.sh "small tutorial" "1 64" 5. STEPS=20 sets how many batches each process measures.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
networks=${1:-small tutorial}
batches=${2:-1 64}
turns=${3:-5}
steps=${STEPS:-20}
models=$here/target/drawing
results=$here/target/drawing.txt

mvn -B -q -f "$here/../pom.xml" -DskipTests install
mvn -B -q -f "$here/pom.xml" package
jar=$here/../target/facegan.jar
classes_only=$here/target/classes
classes=$classes_only:$jar

# What the models draw does not matter for their speed: one step is enough.
rm -rf "$models"
for network in $networks; do
  java -jar "$jar" train --images "$here/../datasets/drawn-faces.zip" --networks "$network" --steps 1 \
    --run "$models/$network-run" --no-progress
  java -jar "$jar" export "$models/$network-run" --to "$models/$network" --onnx "$models/$network.onnx"
done

# Each in a process of its own and with its own natives only.
jvm=(java -Xmx1g -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0)
speed() { sed -n 's/^result .* pictures_per_s=\([0-9.]*\).*/\1/p'; }
facegan() { "${jvm[@]}" -cp "$classes" io.facegan.benchmarks.DrawingSpeed "$models/$1" "$2" "$steps" | speed; }
onnxruntime() {
  "${jvm[@]}" -cp "$classes:$here/target/onnxruntime/*" \
    io.facegan.benchmarks.OnnxPeer "$models/$1.onnx" "$2" "$steps" | speed
}
libtorch() {
  # Without these it spends most of its time on asking for memory and on waiting for its threads.
  MALLOC_TRIM_THRESHOLD_=2000000000 MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_ARENA_MAX=1 \
    OMP_WAIT_POLICY=passive "${jvm[@]}" -cp "$classes_only:$here/target/libtorch/*" \
    io.facegan.benchmarks.LibtorchDrawing "$1" "$2" "$steps" | speed
}

ratio() { awk "BEGIN {printf \"%.2f\", $1 / $2}"; }

echo "networks, batch, facegan, onnxruntime, libtorch (pictures/s), facegan / onnxruntime, facegan / libtorch"
for ((turn = 1; turn <= turns; turn++)); do
  for network in $networks; do
    for batch in $batches; do
      ours=$(facegan "$network" "$batch")
      onnx=$(onnxruntime "$network" "$batch")
      torch=$(libtorch "$network" "$batch")
      echo "$network $batch $ours $onnx $torch $(ratio "$ours" "$onnx") $(ratio "$ours" "$torch")"
    done
  done
done | tee "$results"
# The least, the median and the most of a column.
spread() {
  awk -v n="$1" -v b="$2" -v c="$3" '$1 == n && $2 == b {print $c}' "$results" | sort -n |
    awk '{r[NR] = $1} END {printf "%s / %s / %s", r[1], r[int((NR + 1) / 2)], r[NR]}'
}
for network in $networks; do
  for batch in $batches; do
    echo "$network, batch $batch: by ONNX Runtime $(spread "$network" "$batch" 6), by libtorch $(spread "$network" "$batch" 7)"
  done
done

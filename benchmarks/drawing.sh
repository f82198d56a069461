#!/usr/bin/env bash
# Times drawing with exported models beside ONNX Runtime, in turn: drawing.sh [NETWORKS] [BATCHES] [TURNS]
# For example: drawing.sh "small tutorial" "1 64" 5. STEPS=10 sets how many batches each process measures.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
networks=${1:-small tutorial}
batches=${2:-1 64}
turns=${3:-5}
steps=${STEPS:-10}
models=$here/target/drawing
results=$here/target/drawing.txt

mvn -B -q -f "$here/../pom.xml" -DskipTests install
mvn -B -q -f "$here/pom.xml" package
jar=$here/../target/facegan.jar
classes=$here/target/classes:$jar

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

echo "networks, batch, facegan, onnxruntime (pictures/s), facegan / onnxruntime"
for ((turn = 1; turn <= turns; turn++)); do
  for network in $networks; do
    for batch in $batches; do
      ours=$(facegan "$network" "$batch")
      theirs=$(onnxruntime "$network" "$batch")
      echo "$network $batch $ours $theirs $(awk "BEGIN {printf \"%.2f\", $ours / $theirs}")"
    done
  done
done | tee "$results"
for network in $networks; do
  for batch in $batches; do
    awk -v n="$network" -v b="$batch" '$1 == n && $2 == b {print $5}' "$results" | sort -n |
      awk -v n="$network" -v b="$batch" '{r[NR] = $1} END {printf "%s, batch %s: ratio %s / %s / %s (least, median, most)\n", n, b, r[1], r[int((NR + 1) / 2)], r[NR]}'
  done
done

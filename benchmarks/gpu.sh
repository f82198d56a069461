#!/usr/bin/env bash
# Checks and measures on an NVIDIA GPU all that needs one, in one go: gpu.sh OUT [IMAGES]
# Writes into the folder OUT: report.txt with a table, all output in log.txt, and the sample grids of a real
# training on IMAGES (default: drawn faces) as grid-*.png. Skips with a word where there is no GPU.
#
# PEER=torch_gpu.py    a script that times the same networks in PyTorch, measured in turn with FaceGan; it is
#                      called with --batches N --seconds S --device cuda
# CLASS_PATH=...       of FaceGan with these benchmarks, natives for GPUs and CUDA; without it both are built
# JAVA=java, PYTHON=python3   what to run them with
# BATCHES PRECISIONS ROUNDS STEPS MINUTES TRAIN_BATCH TRAIN_PRECISION DEVICE PORTRAITS
#                      what to measure; all of it takes half an hour, ROUNDS=1 MINUTES=3 a third of that.
#                      DEVICE=cpu is for trying this script.
set -uo pipefail
out=${1:?"usage: gpu.sh OUT [IMAGES]"}
images=${2:-}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
java=${JAVA:-java}
device=${DEVICE:-gpu}
batches=${BATCHES:-1 16 64 256}
portraits=${PORTRAITS:-32 128 512}
precisions=${PRECISIONS:-float32 tf32 bfloat16}
rounds=${ROUNDS:-3}
minutes=${MINUTES:-10}
gflop=79 # of a whole training step for each picture, as counted for these networks

mkdir -p "$out"
out=$(cd "$out" && pwd)
report=$out/report.txt
log=$out/log.txt
results=$out/results.txt
: >"$report" >"$log" >"$results"
say() { printf '%s\n' "$*" | tee -a "$report"; }
section() { printf '\n== %s\n' "$*" | tee -a "$report"; }

built=
if [ -z "${CLASS_PATH:-}" ]; then
  built=yes
  gpu=$([ "$device" = cpu ] || echo -Pgpu)
  # shellcheck disable=SC2086
  mvn -B -q $gpu -f "$here/../pom.xml" -DskipTests install && mvn -B -q -f "$here/pom.xml" package || exit 1
  CLASS_PATH=$here/target/classes:$here/../target/facegan.jar
fi
jvm=("$java" -Xmx8g -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -cp "$CLASS_PATH")
facegan() { "${jvm[@]}" io.facegan.cli.Main "$@"; }

facegan devices 2>>"$log" | tee -a "$report"
if [ "$device" != cpu ] && ! grep -q 'computes on .*gpu:' "$report"; then
  say "skipped: no GPU can be used here, the lines above say why"
  exit 0
fi

section "the same results as on the CPU, and the same bits"
"${jvm[@]}" io.facegan.benchmarks.GpuAgreement "$device" 2>>"$log" | tee -a "$report"
if [ -n "$built" ]; then
  # The same fixtures that the tests compare with PyTorch's numbers on the CPU, with the same bounds.
  # shellcheck disable=SC2086
  if mvn -B -q $gpu -f "$here/../pom.xml" -Dspotless.check.skip test -Dtest=ParityTest -Dfacegan.test.device="$device" >>"$log" 2>&1; then
    say "ok      PyTorch's fixtures"
  else
    say "PROBLEM PyTorch's fixtures, see log.txt"
  fi
fi

section "training speed, in turn"
value() { sed -n "s/^result .* $1=\([0-9.]*\).*/\1/p"; }
ours() { # BATCH PRECISION
  local line
  line=$("${jvm[@]}" io.facegan.benchmarks.TrainingStep "$1" "${STEPS:-$((1000 / (1 + $1 / 16)))}" "$2" "$device" 2>>"$log" | tee -a "$log")
  line=$(grep '^result ' <<<"$line") || { echo "facegan $2 $1 failed"; return; }
  echo "facegan $2 $1 $(value pictures_per_s <<<"$line") $(value allocated_peak_gib <<<"$line")"
}
peer() { # BATCH
  [ -n "${PEER:-}" ] || return 0
  local lines
  lines=$("${PYTHON:-python3}" "$PEER" --batches "$1" --seconds 5 --device "${device/gpu/cuda}" 2>>"$log" | tee -a "$log" |
    sed -n -e 's/^torch [^ ]* \([a-z0-9-]*\) *batch *\([0-9]*\): *\([0-9.]*\) pictures\/s, peak \([0-9.a-z]*\).*/torch \1 \2 \3 \4/p' \
      -e 's/^matrix product bf16 [0-9]*: \([0-9.]*\) TFLOP.*/product bf16 0 \1/p')
  if [ -n "$lines" ]; then echo "$lines"; else say "PROBLEM $PEER gave no figures for batch $1, see log.txt" >&2; fi
}
for batch in $batches; do
  for ((round = 1; round <= rounds; round++)); do
    for precision in $precisions; do ours "$batch" "$precision" | tee -a "$results"; done
    peer "$batch" | tee -a "$results"
  done
done
say "network, precision or mode, batch, pictures/s (least / median / most), peak GiB of the allocator"
sort -k1,2 -k3,3n -k4,4n "$results" | awk '
  function flush() {
    if (n) printf "%s %s batch %s: %s / %s / %s, %s GiB\n", who, mode, batch, r[1], r[int((n + 1) / 2)], r[n], peak
    n = 0
  }
  $1 == "product" || $4 == "failed" { next }
  $1 " " $2 " " $3 != key { flush(); key = $1 " " $2 " " $3; who = $1; mode = $2; batch = $3 }
  { r[++n] = $4; peak = $5 }
  END { flush() }' | tee -a "$report"
say "the best of each"
awk -v gflop="$gflop" '
  $1 == "product" { if ($4 > product) product = $4 }
  $1 != "product" && $4 != "failed" {
    sum[$1, $3, $2] += $4; count[$1, $3, $2]++; mean = sum[$1, $3, $2] / count[$1, $3, $2]
    modes[$1, $3, $2] = mean; memory[$1, $3, $2] = $5; batches[$3]
  }
  END {
    for (key in modes) {
      split(key, k, SUBSEP)
      if (modes[key] > best[k[1], k[2]]) { best[k[1], k[2]] = modes[key]; which[k[1], k[2]] = k[3]; peak[k[1], k[2]] = memory[key] }
    }
    for (b in batches) {
      line = sprintf("batch %d: facegan %s %.1f pictures/s, %s GiB", b, which["facegan", b], best["facegan", b], peak["facegan", b])
      if (best["torch", b]) line = line sprintf("; torch %s %.1f, %s GiB; ratio %.2f", which["torch", b], best["torch", b], peak["torch", b], best["facegan", b] / best["torch", b])
      if (product) line = line sprintf("; %.1f TFLOP/s, %.0f %% of a bfloat16 matrix product", best["facegan", b] * gflop / 1000, best["facegan", b] * gflop / 10 / product)
      print line
    }
  }' "$results" | sort -k2,2n | tee -a "$report"

section "the portrait recipe's step at 128x128, every 4th with its penalty"
for batch in $portraits; do
  for precision in $precisions; do
    line=$("${jvm[@]}" io.facegan.benchmarks.TrainingStep "$batch" "${STEPS:-200}" "$precision" "$device" portrait-128 2>>"$log" | tee -a "$log" | grep '^result ')
    say "$precision batch $batch: $(value pictures_per_s <<<"$line") pictures/s, $(value allocated_peak_gib <<<"$line") GiB"
  done
done

section "memory of the two GANs that the tutorial compares, one picture a step (published: 1.094 and 0.204 GiB)"
for networks in fully-connected "tutorial --size 218x178"; do
  # shellcheck disable=SC2086
  say "$networks: $(facegan plan --networks $networks --memory 1 --device "$device" --precision float32 2>>"$log" | grep '^memory')"
done

section "a real training of the tutorial's networks with GELU, $minutes minutes, batches of ${TRAIN_BATCH:=64}"
rate=$("${jvm[@]}" io.facegan.benchmarks.TrainingStep "$TRAIN_BATCH" 20 "${TRAIN_PRECISION:=bfloat16}" "$device" 2>>"$log" | value pictures_per_s)
each=$(awk -v r="${rate:-1}" -v b="$TRAIN_BATCH" 'BEGIN { n = int(r * 60 / b); print n < 1 ? 1 : n }')
rm -rf "$out/run"
facegan train ${images:+--images "$images"} --networks tutorial --activation gelu --batch "$TRAIN_BATCH" \
  --precision "$TRAIN_PRECISION" --device "$device" --steps $((each * minutes)) --sample-every "$each" \
  --checkpoint-every $((each * minutes)) --run "$out/run" >>"$log" 2>&1 || say "the training failed, see log.txt"
for minute in 1 3 10; do
  grid=$(printf '%s/run/samples-%06d.png' "$out" $((each * minute)))
  [ -f "$grid" ] && cp "$grid" "$out/grid-$minute-minutes.png" && say "after $minute minutes: grid-$minute-minutes.png"
done
cp "$out/run/losses.png" "$out/" 2>/dev/null
tail -n 3 "$out/run/metrics.jsonl" 2>/dev/null | tee -a "$report"
rm -rf "$out/run/checkpoints"
section "done; the whole output is in $log"

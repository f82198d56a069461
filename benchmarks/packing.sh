#!/usr/bin/env bash
# Times packing beside Pillow, in turn, on one core and on all: packing.sh [FOLDER] [TURNS]
# Without a folder 8,000 drawn faces of 178x218 are written first. Needs python3 with Pillow (PYTHON
# names another interpreter) and taskset.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-$here/target/faces}
turns=${2:-5}
rounds=4 # each process reports its last: Java has compiled itself by then
python=${PYTHON:-python3}
cores=$(getconf _NPROCESSORS_ONLN)

mvn -B -q -f "$here/../pom.xml" -DskipTests install
mvn -B -q -f "$here/pom.xml" package
classes=$here/target/classes:$here/../target/facegan.jar
[ -d "$folder" ] || java -cp "$classes" io.facegan.benchmarks.PackingSpeed draw "$folder" 8000

last() { tail -n 1 | sed 's/^result \([0-9]*\) .*/\1/'; }
one_core() { taskset -c 0 "$@"; }
echo "cores, facegan, pillow (pictures/s), ratio"
for ((turn = 1; turn <= turns; turn++)); do
  ours=$(one_core java -XX:ActiveProcessorCount=1 -cp "$classes" \
    io.facegan.benchmarks.PackingSpeed pack "$folder" "$rounds" | last)
  theirs=$(one_core "$python" "$here/packing.py" "$folder" 2 | last)
  echo "1 $ours $theirs $(awk "BEGIN {printf \"%.2f\", $ours / $theirs}")"
  ours=$(java -cp "$classes" io.facegan.benchmarks.PackingSpeed pack "$folder" "$rounds" | last)
  theirs=$("$python" "$here/packing.py" "$folder" 2 "$cores" | last)
  echo "$cores $ours $theirs $(awk "BEGIN {printf \"%.2f\", $ours / $theirs}")"
done | tee "$here/target/packing.txt"
for n in 1 "$cores"; do
  awk -v n="$n" '$1 == n {print $4}' "$here/target/packing.txt" | sort -n |
    awk -v n="$n" '{r[NR] = $1} END {printf "%s core(s): ratio %s / %s / %s (least, median, most)\n", n, r[1], r[int((NR + 1) / 2)], r[NR]}'
done

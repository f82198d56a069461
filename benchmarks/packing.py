"""Packs a folder of JPEG files to 128x128 with Pillow: packing.py FOLDER ROUNDS [PROCESSES]."""

import os
import sys
import tempfile
import time
from multiprocessing import Pool

from PIL import Image

SIDE = 128


def framed(path):
    image = Image.open(path).convert("RGB")
    x = image.width // 2 - SIDE // 2
    y = image.height // 2 - SIDE // 2
    return image.crop((x, y, x + SIDE, y + SIDE)).tobytes()


def files(folder):
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)


def main():
    folder, rounds = sys.argv[1], int(sys.argv[2])
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    for _ in range(rounds):
        start = time.perf_counter()
        paths = files(folder)
        with tempfile.TemporaryFile() as out:
            if processes == 1:
                for path in paths:
                    out.write(framed(path))
            else:
                with Pool(processes) as pool:
                    for pixels in pool.imap(framed, paths, chunksize=64):
                        out.write(pixels)
        print("result %.0f pictures/s" % (len(paths) / (time.perf_counter() - start)))


if __name__ == "__main__":
    main()

"""Scales face.png with Pillow (9.4 made the files here): make.py, in this folder.

face.png is a drawn face of 178x218, with noise added so that there is something fine to average.
Each result covers the wanted size, as Framing.RESIZE does, by Pillow's antialiased bicubic filter.
"""

import random

from PIL import Image

CASES = [("face.png", 64, 64), ("face.png", 37, 37), ("face.png", 128, 128), ("face.png", 48, 96)]


def noisy(image):
    random.seed(1)
    pixels = [tuple(max(0, min(255, v + random.randint(-12, 12))) for v in p) for p in image.getdata()]
    image.putdata(pixels)
    return image


def covering(image, width, height):
    scale = max(width / image.width, height / image.height)
    w, h = width / scale, height / scale
    box = ((image.width - w) / 2, (image.height - h) / 2, (image.width + w) / 2, (image.height + h) / 2)
    return image.resize((width, height), Image.BICUBIC, box=box)


if __name__ == "__main__":
    for name, width, height in CASES:
        covering(Image.open(name), width, height).save("face-%dx%d.png" % (width, height), optimize=True)
    small = Image.open("face.png").resize((20, 24), Image.BICUBIC)
    small.save("small.png", optimize=True)
    covering(small, 64, 64).save("small-64x64.png", optimize=True)

#!/usr/bin/python3
"""Writes the pictures of this folder and expected.gz, what another decoder makes of them.

Needs Pillow, ImageMagick 6 (convert), cjpeg, jpegtran, cwebp, webpmux, exiftool and zip; the tests
need none of them. Run it in this folder, then look at what changed with git.
"""
import glob
import gzip
import io
import os
import struct
import subprocess
import zlib

from PIL import Image, ImageCms, ImageDraw, ImageOps

WIDTH, HEIGHT = 29, 19
expected = {}


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def write(name, content):
    with open(name, "wb") as file:
        file.write(content)


def keep(name, image):
    """Notes the pixels that the file is to give, upright and with its transparency."""
    expected[name] = image.convert("RGBA")


def by_pillow(*names):
    for name in names:
        with Image.open(name) as image:
            keep(name, ImageOps.exif_transpose(image))


def by_magick(*names):
    """Reads 16 bits, where Pillow cuts all but grey ones to 8, and rounds them."""
    for name in names:
        size = run("identify", "-format", "%w %h", name).split()
        raw = run("convert", name, "-depth", "16", "-endian", "MSB", "RGBA:-")
        samples = struct.unpack(f">{len(raw) // 2}H", raw)
        rounded = bytes((value + 128) // 257 for value in samples)
        expected[name] = Image.frombytes("RGBA", (int(size[0]), int(size[1])), rounded)


def drawn():
    """A face of sorts, unlike itself in every mirror, smooth enough for JPEG."""
    big = Image.new("RGB", (WIDTH * 8, HEIGHT * 8))
    pixels = big.load()
    for y in range(big.height):
        for x in range(big.width):
            pixels[x, y] = (40 + x * 2 // 3, 60 + y * 2 // 3, 180 - x // 3)
    draw = ImageDraw.Draw(big)
    draw.ellipse((60, 20, 190, 170), fill=(224, 172, 105))
    draw.pieslice((60, 20, 190, 170), 180, 300, fill=(90, 50, 30))
    draw.ellipse((90, 80, 110, 95), fill=(20, 60, 160))
    draw.ellipse((140, 80, 160, 95), fill=(20, 120, 60))
    draw.arc((95, 100, 155, 145), 20, 150, fill=(200, 30, 50), width=8)
    draw.rectangle((225, 10, 255, 50), fill=(250, 240, 60))
    return big.resize((WIDTH, HEIGHT), Image.LANCZOS)


FACE = drawn()
CLEAR = FACE.convert("RGBA")
CLEAR.putalpha(Image.linear_gradient("L").rotate(90).resize((WIDTH, HEIGHT)))


def segments(jpeg):
    """Yields the offset, marker and length of each segment up to the first scan."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        length = struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
        yield at, jpeg[at + 1], length + 2
        at += length + 2


def without(jpeg, *markers):
    for at, marker, length in reversed(list(segments(jpeg))):
        if marker in markers:
            jpeg = jpeg[:at] + jpeg[at + length :]
    return jpeg


def adobe(transform):
    return b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([transform])


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpegs():
    for name, subsampling in {"444": 0, "422": 1, "420": 2}.items():
        FACE.save(f"jpeg-{name}.jpg", quality=90, subsampling=subsampling)
    FACE.save("jpeg-progressive.jpg", quality=90, progressive=True)
    FACE.convert("L").save("jpeg-grey.jpg", quality=90)
    FACE.convert("L").save("jpeg-grey-progressive.jpg", quality=90, progressive=True)
    run("convert", "jpeg-444.jpg", "-sampling-factor", "1x2", "-quality", "90", "jpeg-440.jpg")
    write("jpeg-restart.jpg", run("jpegtran", "-restart", "1", "jpeg-420.jpg"))
    write("jpeg-trailer.jpg", open("jpeg-420.jpg", "rb").read() + bytes(range(256)))
    FACE.save("face.ppm")
    # Red, green and blue as they are: an Adobe marker with transform 0, or only the components' names.
    rgb = run("cjpeg", "-rgb", "-quality", "90", "face.ppm")
    os.remove("face.ppm")
    write("jpeg-rgb-adobe.jpg", rgb[:2] + adobe(0) + without(rgb, 0xE0, 0xEE)[2:])
    write("jpeg-rgb-named.jpg", without(rgb, 0xE0, 0xEE))
    # YCbCr that nothing says is YCbCr, with and without subsampling; or only Adobe's marker.
    for sampling in ("444", "420"):
        bare = without(open(f"jpeg-{sampling}.jpg", "rb").read(), 0xE0)
        write(f"jpeg-bare-{sampling}.jpg", bare)
    write("jpeg-ycc-adobe.jpg", bare[:2] + adobe(1) + bare[2:])
    # Components numbered from 0, which Java's reader takes for red, green and blue.
    odd = bytearray(without(open("jpeg-444.jpg", "rb").read(), 0xE0))
    frame, scan = odd.index(b"\xff\xc0"), odd.index(b"\xff\xda")
    for number in range(3):
        odd[frame + 10 + 3 * number] = number
        odd[scan + 5 + 2 * number] = number
    write("jpeg-bare-from-0.jpg", bytes(odd))
    by_pillow(*sorted(glob.glob("jpeg-*.jpg")))


def inks():
    """CMYK as Adobe stores it, upside down, and as YCCK; Pillow turns the first kind over."""
    cmyk = Image.merge("CMYK", [*[band.point(lambda v: 255 - v) for band in FACE.split()], Image.linear_gradient("L").resize(FACE.size).point(lambda v: v // 3)])
    cmyk.save("jpeg-cmyk.jpg", quality=95)
    plain = open("jpeg-cmyk.jpg", "rb").read()
    ink = Image.merge("RGB", cmyk.split()[:3]).convert("YCbCr").split()
    # Pillow will turn all four over, so they go in turned; inks are 255 - R of YCC to RGB.
    turned = [band.point(lambda v: 255 - v) for band in ink] + [cmyk.split()[3]]
    ycck = saved(Image.merge("CMYK", turned), "JPEG", quality=95)
    marker = next(at for at, kind, _ in segments(ycck) if kind == 0xEE)
    ycck = bytearray(ycck)
    ycck[marker + 15] = 2
    write("jpeg-ycck.jpg", bytes(ycck))
    write("jpeg-cmyk-progressive.jpg", run("jpegtran", "-progressive", "-copy", "all", "jpeg-cmyk.jpg"))
    by_pillow("jpeg-cmyk.jpg", "jpeg-ycck.jpg", "jpeg-cmyk-progressive.jpg")
    write("jpeg-cmyk-bare.jpg", without(plain, 0xEE))
    expected["jpeg-cmyk-bare.jpg"] = expected["jpeg-cmyk.jpg"]
    profile = ink_profile()
    cmyk.save("jpeg-cmyk-profile.jpg", quality=95, icc_profile=profile)
    with Image.open("jpeg-cmyk-profile.jpg") as image:
        keep("jpeg-cmyk-profile.jpg", ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"))


def ink_profile():
    """A small ICC profile of inks (v2, mft1, 2 points an axis): weak black, warm paper."""
    def lab(c, m, y, k):
        light = 95 - 0.32 * c * 100 - 0.45 * m * 100 - 0.06 * y * 100
        light = max(5, light) * (1 - 0.8 * k)
        a = (-35 * c + 65 * m - 5 * y) * (1 - k)
        b = (-45 * c - 5 * m + 80 * y) * (1 - k) + 4
        return bytes(max(0, min(255, round(v))) for v in (light * 2.55, a + 128, b + 128))

    grid = b"".join(lab(c, m, y, k) for c in (0, 1) for m in (0, 1) for y in (0, 1) for k in (0, 1))
    straight = bytes(range(256))
    unit = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + unit + straight * 4 + grid + straight * 3
    text = lambda s: b"desc\0\0\0\0" + struct.pack(">I", len(s) + 1) + s + b"\0" + bytes(78)
    tags = [
        (b"desc", text(b"drawn inks")),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        (b"wtpt", b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)),
        (b"A2B0", table),
    ]
    offset = 128 + 4 + 12 * len(tags)
    index, data = struct.pack(">I", len(tags)), b""
    for name, content in tags:
        content += bytes(-len(content) % 4)
        index += name + struct.pack(">II", offset + len(data), len(content))
        data += content
    head = struct.pack(">I4sI4s4s4s", 0, b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += struct.pack(">3i", 63190, 65536, 54061)
    head += bytes(128 - len(head))
    whole = head + index + data
    return struct.pack(">I", len(whole)) + whole[4:]


def profiles():
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The time at which it was made.
    srgb[24:36] = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    FACE.save("jpeg-srgb.jpg", quality=90, icc_profile=bytes(srgb))
    by_pillow("jpeg-srgb.jpg")
    # Red and blue change places and gamma is 1.8: nobody can mistake it for sRGB.
    swapped = rgb_profile()
    FACE.save("jpeg-swapped.jpg", quality=90, icc_profile=swapped)
    FACE.save("png-swapped.png", icc_profile=swapped)
    for name in ("jpeg-swapped.jpg", "png-swapped.png"):
        with Image.open(name) as image:
            keep(name, ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(swapped)), ImageCms.createProfile("sRGB")))
    FACE.save("jpeg-bad-profile.jpg", quality=90, icc_profile=b"this is no profile" * 20)
    by_pillow("jpeg-bad-profile.jpg")


def rgb_profile():
    def xyz(*v):
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(x * 65536) for x in v))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(1.8 * 256)) + b"\0\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", 8) + b"swapped\0" + bytes(78)
    tags = [
        (b"desc", text),
        (b"cprt", b"text\0\0\0\0CC0\0"),
        (b"wtpt", xyz(0.9642, 1, 0.8249)),
        (b"rXYZ", xyz(0.1431, 0.0606, 0.7141)),
        (b"gXYZ", xyz(0.3851, 0.7169, 0.0971)),
        (b"bXYZ", xyz(0.4360, 0.2225, 0.0139)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    offset = 128 + 4 + 12 * len(tags)
    index, data = struct.pack(">I", len(tags)), b""
    for name, content in tags:
        content += bytes(-len(content) % 4)
        index += name + struct.pack(">II", offset + len(data), len(content))
        data += content
    head = struct.pack(">I4sI4s4s4s", 0, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += struct.pack(">3i", 63190, 65536, 54061)
    head += bytes(128 - len(head))
    whole = head + index + data
    return struct.pack(">I", len(whole)) + whole[4:]


def orientations():
    for value in range(1, 9):
        for order in ("II", "MM"):
            name = f"exif-{value}-{order}.jpg"
            FACE.save(name, quality=75)
            run("exiftool", "-q", "-n", "-overwrite_original", "-ExifByteOrder=" + order, f"-Orientation={value}", name)
            by_pillow(name)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def after_header(png, *chunks):
    return png[:33] + b"".join(chunks) + png[33:]


def pngs():
    for depth in (1, 2, 4, 8, 16):
        run("convert", "jpeg-444.jpg", "-strip", "-colorspace", "Gray", "-dither", "none", "-define", f"png:bit-depth={depth}", "-define", "png:color-type=0", "-define", "png:exclude-chunks=all", "-depth", str(depth), "-resize", "27x19!", f"png-grey{depth}.png")
    tall = ("convert", "jpeg-444.jpg", "-strip", "-resize", "27x19!", "-evaluate", "Multiply", "0.777")
    run(*tall, "-define", "png:exclude-chunks=all", "PNG48:png-rgb16.png")
    run(*tall, "-define", "png:exclude-chunks=all", "-interlace", "PNG", "PNG48:png-rgb16-interlaced.png")
    CLEAR.save("png-rgba8.png")
    run("convert", "png-rgba8.png", "-resize", "27x19!", "-define", "png:exclude-chunks=all", "PNG64:png-rgba16.png")
    run("convert", "png-rgba8.png", "-colorspace", "Gray", "-define", "png:color-type=4", "-define", "png:exclude-chunks=all", "-depth", "8", "png-grey-alpha8.png")
    run("convert", "png-rgba8.png", "-resize", "27x19!", "-colorspace", "Gray", "-define", "png:color-type=4", "-define", "png:bit-depth=16", "-define", "png:exclude-chunks=all", "png-grey-alpha16.png")
    by_magick(*sorted(glob.glob("png-*16*.png")))
    FACE.save("png-rgb8.png")
    for colours in (2, 4, 16, 200):
        FACE.quantize(colours, dither=Image.NONE).save(f"png-palette{colours}.png")
    CLEAR.quantize(60, method=Image.FASTOCTREE).save("png-palette-alpha.png")
    few = FACE.quantize(12, dither=Image.NONE)
    few.save("png-palette-hole.png", transparency=few.getpixel((16, 12)))
    run("convert", "png-rgba8.png", "-interlace", "PNG", "-define", "png:exclude-chunks=all", "PNG32:png-rgba8-interlaced.png")
    run("convert", "png-palette16.png", "-interlace", "PNG", "-define", "png:exclude-chunks=all", "PNG8:png-palette16-interlaced.png")
    run("convert", "png-grey1.png", "-interlace", "PNG", "-define", "png:bit-depth=1", "-define", "png:color-type=0", "-define", "png:exclude-chunks=all", "png-grey1-interlaced.png")
    # One colour is transparent.
    rgb = open("png-rgb8.png", "rb").read()
    hole = b"".join(struct.pack(">H", v) for v in FACE.getpixel((16, 12)))
    write("png-rgb8-hole.png", after_header(rgb, chunk(b"tRNS", hole)))
    for depth in (1, 4, 8):
        grey = open(f"png-grey{depth}.png", "rb").read()
        with Image.open(f"png-grey{depth}.png") as image:
            value = image.convert("L").getpixel((16, 12)) * ((1 << depth) - 1) // 255
        write(f"png-grey{depth}-hole.png", after_header(grey, chunk(b"tRNS", struct.pack(">H", value))))
    # Gamma, colours of the primaries, comments and what no reader knows change no pixel here.
    write("png-gamma.png", after_header(rgb, chunk(b"gAMA", struct.pack(">I", 100000))))
    grey = open("png-grey8.png", "rb").read()
    write("png-grey8-gamma.png", after_header(grey, chunk(b"gAMA", struct.pack(">I", 100000))))
    palette = open("png-palette16.png", "rb").read()
    write("png-chunks.png", after_header(palette, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"drawn")), chunk(b"prVt", b"private"), chunk(b"tIME", struct.pack(">H5B", 2026, 2, 3, 4, 5, 6))))
    names = set(glob.glob("png-*.png")) - set(glob.glob("png-*16*.png")) - {"png-swapped.png"}
    by_pillow(*sorted(names | set(glob.glob("png-palette16*.png"))))
    # Pillow looks for the transparent grey among widened values.
    by_magick("png-grey4-hole.png")


def dib(bits, compression, palette, rows, height=HEIGHT, masks=b"", size=40):
    """A BMP file made by hand; rows come lowest first, or uppermost first if height is below 0."""
    body = b"".join(rows)
    offset = 14 + 40 + len(masks) + len(palette)
    head = struct.pack("<IiiHHIIiiII", size, WIDTH, height, 1, bits, compression, len(body), 2835, 2835, len(palette) // 4, 0)
    return b"BM" + struct.pack("<IHHI", offset + len(body), 0, 0, offset) + head + masks + palette + body


def bmps():
    FACE.save("bmp-24.bmp")
    FACE.convert("1").save("bmp-1.bmp")
    FACE.quantize(200, dither=Image.NONE).save("bmp-8.bmp")
    FACE.convert("L").save("bmp-grey8.bmp")
    run("convert", "png-palette16.png", "-compress", "none", "BMP3:bmp-4.bmp")
    run("convert", "png-palette200.png", "-compress", "RLE", "BMP3:bmp-rle8.bmp")
    bgr = [b"".join(bytes((p[2], p[1], p[0])) for p in row_of(FACE, y)) for y in range(HEIGHT)]
    padded = [row + bytes(-len(row) % 4) for row in bgr]
    write("bmp-24-top-down.bmp", dib(24, 0, b"", padded, -HEIGHT))
    unused = [b"".join(bytes((p[2], p[1], p[0], 0)) for p in row_of(FACE, y)) for y in range(HEIGHT)]
    write("bmp-32.bmp", dib(32, 0, b"", reversed(unused)))
    five = [b"".join(struct.pack("<H", (p[0] >> 3) << 11 | (p[1] >> 2) << 5 | p[2] >> 3) for p in row_of(FACE, y)) for y in range(HEIGHT)]
    five = [row + bytes(-len(row) % 4) for row in five]
    write("bmp-16-565.bmp", dib(16, 3, b"", reversed(five), masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F)))
    run("convert", "png-rgba8.png", "BMP:bmp-32-alpha.bmp")
    # RLE of 4 bits: each row as runs, with an absolute run of 5 at its start.
    few = FACE.quantize(16, dither=Image.NONE)
    colours = few.getpalette()[:48]
    palette = b"".join(bytes((colours[i + 2], colours[i + 1], colours[i], 0)) for i in range(0, 48, 3))
    rows = []
    for y in reversed(range(HEIGHT)):
        v = [few.getpixel((x, y)) for x in range(WIDTH)]
        row = bytes([0, 5, v[0] << 4 | v[1], v[2] << 4 | v[3], v[4] << 4, 0])
        row += b"".join(bytes([1, value << 4]) for value in v[5:])
        rows.append(row + b"\0\0")
    write("bmp-rle4.bmp", dib(4, 2, palette, rows + [b"\0\1"]))
    expected["bmp-rle4.bmp"] = few.convert("RGBA")
    by_pillow("bmp-24.bmp", "bmp-1.bmp", "bmp-8.bmp", "bmp-grey8.bmp", "bmp-4.bmp", "bmp-rle8.bmp", "bmp-24-top-down.bmp", "bmp-32.bmp", "bmp-16-565.bmp")
    by_magick("bmp-32-alpha.bmp")


def row_of(image, y):
    return [image.getpixel((x, y)) for x in range(image.width)]


def gifs():
    few = FACE.quantize(64, dither=Image.NONE)
    few.save("gif-still.gif", interlace=0)
    few.save("gif-interlaced.gif", interlace=1)
    few.save("gif-hole.gif", interlace=0, transparency=few.getpixel((16, 12)))
    second = FACE.transpose(Image.FLIP_LEFT_RIGHT).quantize(64, dither=Image.NONE)
    few.save("gif-animated.gif", interlace=0, save_all=True, append_images=[second, few])
    # The first frame covers a part of the screen; the rest stays transparent.
    run("convert", "-size", "40x30", "-page", "40x30+4+5", "gif-still.gif", "gif-offset.gif")
    by_pillow("gif-still.gif", "gif-interlaced.gif", "gif-hole.gif", "gif-animated.gif")
    screen = Image.new("RGBA", (40, 30))
    screen.paste(few.convert("RGBA"), (4, 5))
    expected["gif-offset.gif"] = screen


def webps():
    FACE.save("face.png")
    CLEAR.save("clear.png")
    run("cwebp", "-quiet", "-q", "90", "face.png", "-o", "webp-lossy.webp")
    run("cwebp", "-quiet", "-q", "40", "-sns", "80", "-segments", "4", "-f", "60", "face.png", "-o", "webp-lossy-filtered.webp")
    run("cwebp", "-quiet", "-lossless", "face.png", "-o", "webp-lossless.webp")
    run("cwebp", "-quiet", "-lossless", "-exact", "clear.png", "-o", "webp-lossless-alpha.webp")
    run("cwebp", "-quiet", "-q", "90", "-exact", "clear.png", "-o", "webp-alpha.webp")
    run("cwebp", "-quiet", "-q", "90", "-exact", "-alpha_method", "0", "clear.png", "-o", "webp-alpha-plain.webp")
    FACE.quantize(12, dither=Image.NONE).convert("RGB").save("face.png")
    run("cwebp", "-quiet", "-lossless", "-z", "9", "face.png", "-o", "webp-lossless-palette.webp")
    second = FACE.transpose(Image.FLIP_LEFT_RIGHT)
    FACE.save("webp-animated.webp", save_all=True, append_images=[second], lossless=True)
    os.remove("face.png")
    os.remove("clear.png")
    by_pillow(*sorted(glob.glob("webp-*.webp")))
    run("webpmux", "-frame", "webp-lossless.webp", "+100+4+6", "-frame", "webp-lossless.webp", "+100+0+0", "-bgcolor", "255,0,0,255", "-o", "webp-offset.webp")
    screen = Image.new("RGBA", (WIDTH + 4, HEIGHT + 6))
    with Image.open("webp-lossless.webp") as image:
        screen.paste(image.convert("RGBA"), (4, 6))
    expected["webp-offset.webp"] = screen


def encrypted():
    """Its salt is random, so that it is made only once."""
    if not os.path.exists("encrypted.zip"):
        run("zip", "-q", "-X", "-P", "secret", "encrypted.zip", "png-grey1.png", "png-grey2.png")


def finish():
    """Name, width, height and RGBA of every picture; big-endian, gzipped, no time in it."""
    out = io.BytesIO()
    for name in sorted(expected):
        image = expected[name]
        text = name.encode()
        out.write(struct.pack(">H", len(text)) + text + struct.pack(">HH", *image.size))
        out.write(image.tobytes())
    with open("expected.gz", "wb") as file:
        file.write(gzip.compress(out.getvalue(), 9, mtime=0))


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    for step in (jpegs, inks, profiles, orientations, pngs, bmps, gifs, webps, encrypted, finish):
        step()

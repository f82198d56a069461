"""Writes the HDF5 files of the tests next to itself, packed with gzip: half of them is zeros.

    /usr/bin/python3 make.py        (h5py 3.7, numpy 1.24; every run writes the same bytes)

Every sample follows one formula, unless said otherwise: picture n has at row y, column x and
channel c the value

    (37 n + 11 y + 5 x + 83 c) mod 256

which floats have divided by 255. Pictures are 11 rows by 9 columns.
"""

import gzip
import os
import struct
import tempfile
import zlib

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = tempfile.TemporaryDirectory()
H, W = 11, 9


def stack(count, height=H, width=W, channels=3):
    n, y, x, c = np.ogrid[0:count, 0:height, 0:width, 0:channels]
    return ((37 * n + 11 * y + 5 * x + 83 * c) % 256).astype("u1")


def create(name, libver="earliest", userblock=0, groups=()):
    """Opens a file that keeps no times, so that it is the same every time, and makes groups."""
    path = os.path.join(WORK.name, name).encode()
    plan = h5py.h5p.create(h5py.h5p.FILE_CREATE)
    plan.set_obj_track_times(False)
    plan.set_userblock(userblock)
    access = h5py.h5p.create(h5py.h5p.FILE_ACCESS)
    low = h5py.h5f.LIBVER_LATEST if libver == "latest" else h5py.h5f.LIBVER_EARLIEST
    access.set_libver_bounds(low, h5py.h5f.LIBVER_LATEST)
    file = h5py.File(h5py.h5f.create(path, h5py.h5f.ACC_TRUNC, plan, access))
    for group in groups:
        plan = h5py.h5p.create(h5py.h5p.GROUP_CREATE)
        plan.set_obj_track_times(False)
        h5py.h5g.create(file.id, group.encode(), gcpl=plan)
    return file


def png(samples):
    def part(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    rows = b"".join(b"\0" + row.tobytes() for row in samples)
    size = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], 8, 2, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", size)
    return head + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def tutorial():
    with create("tutorial.h5") as file:
        group = file.create_group("img_align_celeba")
        for i, picture in enumerate(stack(12)):
            group.create_dataset(
                "%d.jpg" % i, data=picture, chunks=(6, 5, 2), compression="gzip", compression_opts=9
            )


def layouts():
    with create("layouts.h5", libver="latest", groups=("both", "singles")) as file:
        file["nhwc"] = stack(5)
        file["nchw"] = stack(5).transpose(0, 3, 1, 2)
        file["rgba"] = stack(5, channels=4)
        file["one"] = stack(5, channels=1)
        file["grey"] = stack(5, channels=1)[..., 0]
        file["both/ends"] = stack(4, height=3)
        file["singles/0"] = stack(1)[0]
        file["singles/1"] = stack(2)[1].transpose(2, 0, 1)
        file["singles/2"] = stack(3, channels=1)[2, ..., 0]
        file["singles/3"] = stack(4, channels=4)[3]
        # A dataset whose bytes lie in its header.
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_layout(h5py.h5d.COMPACT)
        plan.set_obj_track_times(False)
        space = h5py.h5s.create_simple((2, 9, 8, 3))
        compact = h5py.h5d.create(file.id, b"compact", h5py.h5t.STD_U8LE, space, plan)
        compact.write(h5py.h5s.ALL, h5py.h5s.ALL, stack(2, 9, 8))


def types():
    small = stack(1, 8, 8)[0]
    with create("types.h5", libver="latest", groups=("outside",)) as file:
        for kind in "u1 <u2 >u2 <u4 >i2 <i4 >i4 <i8 >u8".split():
            file[np.dtype(kind).name + ("be" if kind[0] == ">" else "")] = small.astype(kind)
        file["int8"] = (small % 128).astype("i1")
        for kind in "<f2 <f4 >f4 <f8 >f8".split():
            name = np.dtype(kind).name + ("be" if kind[0] == ">" else "")
            file[name] = (small / 255).astype(kind)
        for name, kind, value in (
            ("float", "f4", 255.0),
            ("above", "f8", 1.0625),
            ("below", "<f2", -1.0),
            ("nan", "f4", np.nan),
            ("infinity", "<f2", np.inf),
            ("negative", "i1", -1),
            ("large", ">u2", 256),
            ("largest", "u8", 2**64 - 1),
        ):
            picture = np.zeros((8, 8), kind)
            picture[7, 6] = value
            file["outside/" + name] = picture


def filters():
    chunks = (3, 6, 5, 2)
    pictures = stack(4)
    noise = np.random.default_rng(1).integers(0, 256, pictures.shape, "u1")
    with create("filters.h5") as file:
        file["noise"] = noise
        for name, options in (
            ("chunks", {}),
            ("gzip", {"compression": "gzip"}),
            ("lzf", {"compression": "lzf"}),
        ):
            file.create_dataset(name, data=pictures, chunks=chunks, **options)
        # LZF gives up on chunks that it cannot shrink.
        file.create_dataset("lzf_noise", data=noise, chunks=chunks, compression="lzf")
    with create("filters-latest.h5", libver="latest", groups=("some",)) as file:
        for name, options in (
            ("shuffle", {"compression": "lzf", "shuffle": True}),
            ("fletcher32", {"fletcher32": True}),
            ("all", {"compression": "gzip", "shuffle": True, "fletcher32": True}),
            ("lzf_fletcher32", {"compression": "lzf", "fletcher32": True}),
        ):
            file.create_dataset(name, data=pictures.astype("<u2"), chunks=chunks, **options)
        file.create_dataset("scaleoffset", data=pictures, chunks=chunks, scaleoffset=8)
        file.create_dataset("some/1", data=pictures[1], chunks=chunks[1:], scaleoffset=8)
        file.create_dataset("some/2", data=pictures[2], chunks=chunks[1:])
        whole = {"shape": (2, H, W, 3), "chunks": (1, H, W, 3), "dtype": "u1"}
        plain = pictures[0].tobytes()
        every = {"compression": "gzip", "shuffle": True, "fletcher32": True}
        for name, options, mask, chunk in (
            ("left_out", every, 7, plain),
            ("wrong_sum", {"fletcher32": True}, 0, plain + b"\1\2\3\4"),
            ("cut_gzip", {"compression": "gzip"}, 0, zlib.compress(plain)[:-30]),
            ("long_gzip", {"compression": "gzip"}, 0, zlib.compress(bytes(100_000))),
        ):
            dataset = file.create_dataset(name, **whole, **options)
            dataset.id.write_direct_chunk((0, 0, 0, 0), chunk, filter_mask=mask)
            dataset[1] = pictures[1]
        # A filter that this HDF5 does not have either.
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_chunk((2, H, W, 3))
        plan.set_obj_track_times(False)
        plan.set_filter(32004, h5py.h5z.FLAG_OPTIONAL, ())
        space = h5py.h5s.create_simple((4, H, W, 3))
        h5py.h5d.create(file.id, b"lz4", h5py.h5t.STD_U8LE, space, plan)


def choice():
    with create(
        "choice.h5", libver="latest", groups=("several", "mixed", "tables", "greys", "none", "bare")
    ) as file:
        file["several/train"] = stack(3)
        file["several/test"] = stack(2)
        file["mixed/images"] = stack(2)
        file["mixed/logo"] = stack(1)[0]
        file["tables/images"] = stack(5)
        file["tables/labels"] = np.arange(5)
        file["tables/attributes"] = np.zeros((5, 40), "i1")
        file["tables/masks"] = stack(5, channels=1)[..., 0]
        file["tables/landmarks"] = np.zeros((5, 5, 2), "f4")
        file["greys/digits"] = stack(5, channels=1)[..., 0]
        file["greys/labels"] = np.arange(5, dtype="u1")
        file["none/text"] = ["a", "b"]
        file["none/fixed"] = np.array([[b"ab"] * 9] * 9)
        file["none/compound"] = np.zeros((9, 9), [("a", "u1"), ("b", "f4")])
        file["none/flags"] = np.zeros((9, 9), bool)
        file["none/empty"] = np.zeros((0, H, W, 3), "u1")
        file["none/null"] = h5py.Empty("f4")
        file["none/one"] = np.uint8(1)
        file["none/small"] = np.zeros((7, 9), "u1")
        file["none/long"] = np.zeros((8, 137), "u1")
        file["none/five"] = np.zeros((1, 1, 1, 8, 8), "u1")
        file["none/two"] = np.zeros((2, 8, 8, 2), "u1")


def links():
    with create("links.h5", libver="latest", groups=("a", "a/b", "hidden")) as file:
        group = file["a/b"]
        group["1.png"] = stack(2)[1]
        group["again"] = group["1.png"]
        group["root"] = file
        group["self"] = group
        group["relative"] = h5py.SoftLink("1.png")
        file["absolute"] = h5py.SoftLink("/a/b/1.png")
        file["0.png"] = h5py.SoftLink("hidden/real")
        file["hidden/real"] = stack(1)[0]
        file["way"] = h5py.SoftLink("a/b")
        file["circle"] = h5py.SoftLink("/circle")
        file["broken"] = h5py.SoftLink("/a/nowhere")
        file["other"] = h5py.ExternalLink("other.h5", "/images")


def encoded():
    with create("encoded.h5", libver="latest") as file:
        for i, picture in enumerate(stack(3)):
            file["%d.png" % i] = np.frombuffer(png(picture), "u1")
        file.create_dataset(
            "3.jpg", data=np.frombuffer(png(stack(4)[3]), "u1"), chunks=(50,), compression="gzip"
        )
        file["4"] = np.frombuffer(png(stack(5)[4])[:60], "u1")
        file["numbers"] = np.arange(100, dtype="u1")


def claims():
    with create("claims.h5", libver="latest") as file:
        file.create_dataset("square", (2**20, 2**20), "u1", chunks=(1024, 1024))
        file.create_dataset("deep", (2**40, H, W, 3), "u1", chunks=(1, H, W, 3))
        file.create_dataset("many", (2**31 - 1, H, W, 3), "u1", chunks=(1, H, W, 3))
        file.create_dataset("wide", (2, 2**20, 2**20, 3), "u1", chunks=(1, 64, 64, 3))
        file.create_dataset("never", (H, W), "u1")
        part = file.create_dataset("part", (5, H, W), "u1", chunks=(1, 6, W), fillvalue=9)
        part[1, :6] = stack(2, channels=1)[1, :6, :, 0]
        part[2] = stack(3, channels=1)[2, ..., 0]


def latest():
    pictures = stack(5)
    with create("latest.h5", libver="latest") as file:
        for name, limits, chunks in (
            ("single", (5, H, W, 3), (5, H, W, 3)),
            ("fixed", (5, H, W, 3), (2, 6, W, 3)),
            ("extensible", (None, H, W, 3), (2, H, W, 3)),
            ("tree", (None, None, W, 3), (2, 6, W, 3)),
        ):
            file.create_dataset(name, data=pictures, maxshape=limits, chunks=chunks)
            file.create_dataset(
                name + "_gzip", data=pictures, maxshape=limits, chunks=chunks, compression="gzip"
            )
        gap = file.create_dataset(
            "gap", (5, H, W, 3), "u1", maxshape=(None, H, W, 3), chunks=(1, H, W, 3)
        )
        gap[0] = pictures[0]
        gap[3] = pictures[3]
        limits = (5, 2 * H, W, 3)
        file.create_dataset("growing", data=pictures, maxshape=limits, chunks=(2, 6, W, 3))


def unknown():
    with create("virtual.h5") as file:
        file["real"] = stack(1)
        plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plan.set_obj_track_times(False)
        space = h5py.h5s.create_simple((1, H, W, 3))
        plan.set_virtual(space, b".", b"real", space)
        h5py.h5d.create(file.id, b"virtual", h5py.h5t.STD_U8LE, space, plan)
    with create("void.h5") as file:
        file["void"] = np.void(b"abc")
    with create("named.h5") as file:
        file["type"] = np.dtype("u1")
        file.create_dataset("images", data=stack(1), dtype=file["type"])
    with create("userblock.h5", userblock=2048) as file:
        file["images"] = stack(2)


for make in (
    tutorial,
    layouts,
    types,
    filters,
    choice,
    links,
    encoded,
    claims,
    latest,
    unknown,
):
    make()
for name in os.listdir(WORK.name):
    with open(os.path.join(WORK.name, name), "rb") as plain:
        with open(os.path.join(HERE, name + ".gz"), "wb") as packed:
            with gzip.GzipFile("", "wb", 9, packed, mtime=0) as out:
                out.write(plain.read())

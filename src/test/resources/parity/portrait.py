#!/usr/bin/env python3
"""Makes the fixture of PortraitParityTest: a whole step of the portrait recipe by PyTorch in float64.

    python3 portrait.py > portrait.json

Needs PyTorch on the CPU (Debian: python3-torch). Weights, images and latents are hashes of their
positions, as README.md says; here every tensor has the layout of this library, stream 9000 + n is the
n-th variable by name, and weights are scaled by gain / sqrt(fan-in) alike on both sides.
"""
import json

import numpy as np
import torch
from torch.nn import functional as F

from reference import tensor

BATCH, SIDE, LATENT, GAMMA, EVERY = 4, 16, 100, 0.3, 4
RATE_D, EPSILON = 1.6e-3, 1e-8
SHAPES = {
    "discriminator/convolution_1/bias": [32],
    "discriminator/convolution_1/kernel": [4, 4, 3, 32],
    "discriminator/convolution_2/bias": [64],
    "discriminator/convolution_2/kernel": [4, 4, 32, 64],
    "discriminator/dense_1/bias": [1],
    "discriminator/dense_1/kernel": [1024, 1],
    "generator/batch_norm_1/offset": [256],
    "generator/batch_norm_1/scale": [256],
    "generator/batch_norm_2/offset": [128],
    "generator/batch_norm_2/scale": [128],
    "generator/batch_norm_3/offset": [64],
    "generator/batch_norm_3/scale": [64],
    "generator/convolution_1/bias": [3],
    "generator/convolution_1/kernel": [3, 3, 64, 3],
    "generator/dense_1/bias": [4096],
    "generator/dense_1/kernel": [100, 4096],
    "generator/transposed_convolution_1/bias": [128],
    "generator/transposed_convolution_1/kernel": [4, 4, 128, 256],
    "generator/transposed_convolution_2/bias": [64],
    "generator/transposed_convolution_2/kernel": [4, 4, 64, 128],
}


def start():
    values = {}
    for n, (name, shape) in enumerate(SHAPES.items()):
        u = 2 * tensor(9000 + n, *shape) - 1
        if name.endswith("scale"):
            value = 1 + 0.1 * u
        elif name.endswith(("offset", "bias")):
            value = 0.1 * u
        else:
            value = u * (3.0 / np.prod(shape[:-1])) ** 0.5 * 1.4
        values[name] = value.float().double().requires_grad_()
    return values


def norm(x, w, layer):
    return F.batch_norm(x, None, None, w[layer + "/scale"], w[layer + "/offset"], training=True, eps=1e-5)


def generate(w, z):
    g = "generator/"
    x = (z @ w[g + "dense_1/kernel"] + w[g + "dense_1/bias"]).reshape(-1, 4, 4, 256).permute(0, 3, 1, 2)
    for i in (1, 2):
        layer = f"{g}transposed_convolution_{i}"
        x = F.leaky_relu(norm(x, w, f"{g}batch_norm_{i}"), 0.2)
        # Ours is height, width, out, in; theirs in, out, height, width.
        x = F.conv_transpose2d(x, w[layer + "/kernel"].permute(3, 2, 0, 1), w[layer + "/bias"], stride=2, padding=1)
    x = F.leaky_relu(norm(x, w, g + "batch_norm_3"), 0.2)
    x = F.conv2d(x, w[g + "convolution_1/kernel"].permute(3, 2, 0, 1), w[g + "convolution_1/bias"], padding=1)
    return torch.sigmoid(x)


def judge(w, x):
    d = "discriminator/"
    for i in (1, 2):
        layer = f"{d}convolution_{i}"
        # Ours is height, width, in, out; theirs out, in, height, width.
        x = F.leaky_relu(
            F.conv2d(x, w[layer + "/kernel"].permute(3, 2, 0, 1), w[layer + "/bias"], stride=2, padding=1), 0.2)
    flat = x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)
    return (flat @ w[d + "dense_1/kernel"] + w[d + "dense_1/bias"])[:, 0]


def squared_slope(logits, images):
    # Pixels count as from -1 to 1: half the slope of those from 0 to 1.
    (slope,) = torch.autograd.grad(logits.sum(), images, create_graph=True)
    return (slope / 2).square().sum((1, 2, 3)).mean()


def measures(n, values):
    flat = values.detach().flatten()
    fixed = [2 * tensor(9800 + j, flat.numel()) - 1 for j in range(3)]
    return [float(f"{v:.9g}") for v in [flat.norm().item(), *((flat * s).sum().item() for s in fixed)]]


def step(penalised):
    w = start()
    z = (3 * (2 * tensor(9600, BATCH, LATENT) - 1)).float().double()
    real = tensor(9500, BATCH, SIDE, SIDE, 3).permute(0, 3, 1, 2).clone().requires_grad_()
    fake = generate(w, z)
    shown = fake.detach().requires_grad_()
    on_real, on_fake = judge(w, real), judge(w, shown)
    loss = F.softplus(on_fake - on_real).mean()
    losses = [loss.item()] * 2
    if penalised:
        loss = loss + EVERY * GAMMA / 2 * (squared_slope(on_real, real) + squared_slope(on_fake, shown))
    of_d = [name for name in w if name.startswith("discriminator")]
    gradients = dict(zip(of_d, torch.autograd.grad(loss, [w[n] for n in of_d])))
    updated = dict(w)
    for name in of_d:
        g = gradients[name]
        # Adam's first step with beta1 0: both bias corrections cancel.
        updated[name] = (w[name] - RATE_D * g / (g.abs() + EPSILON)).detach()
    with torch.no_grad():
        reals = judge(updated, real)
    loss = F.softplus(reals - judge(updated, fake)).mean()
    losses.append(loss.item())
    of_g = [name for name in w if name.startswith("generator")]
    gradients.update(zip(of_g, torch.autograd.grad(loss, [w[n] for n in of_g])))
    return {"losses": [float(f"{v:.9g}") for v in losses],
            "gradients": {name: measures(name, g) for name, g in sorted(gradients.items())}}


def main():
    torch.set_default_dtype(torch.float64)
    out = {"torch": torch.__version__, "shapes": SHAPES, "penalised": step(True), "plain": step(False)}
    print(json.dumps(out, separators=(",", ":")))


if __name__ == "__main__":
    main()

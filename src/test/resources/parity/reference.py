#!/usr/bin/env python3
"""Makes the fixtures of ParityTest: PyTorch's answers in float64, and how far float32 may be off.

    python3 reference.py --activation leaky_relu --batch 2 --salt 1 > leaky_relu-b2-s1.json

Needs PyTorch on the CPU (Debian: python3-torch, and libopenblas0-pthread to be quick). README.md says
where the weights, images and latents come from, what is in the output and how the errors are derived.
"""
import argparse
import functools
import json
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

UNIT = 2.0**-24  # the largest relative error of rounding to float32
FUNCTION = 4.0  # how many of these a library may be off in a sigmoid or an error function
FILTERING = 9.0  # how many times more the minimal filtering of FastConvolutions is off

ROUNDING = None  # the random generator of the errors to make; without one everything is exact
GAIN = 1.0  # how many times larger errors the convolutions make that minimal filtering serves


def off(value, magnitudes, gain=1.0):
    """What float32 may make of a sum whose terms have magnitudes that add up to these."""
    if ROUNDING is None:
        return value
    noise = torch.randn(value.shape, generator=ROUNDING, dtype=torch.float64)
    return value + UNIT * gain * magnitudes * noise


class Product(torch.autograd.Function):
    """A convolution, its transpose or a matrix product, and its gradients, with errors."""

    @staticmethod
    def forward(ctx, op, gain, x, weight, bias):
        ctx.op, ctx.gain = op, gain
        ctx.save_for_backward(x, weight, bias)
        with torch.no_grad():
            return off(op(x, weight, bias), magnitudes(op, x, weight, bias), gain)

    @staticmethod
    def backward(ctx, dy):
        values = ctx.saved_tensors
        exact = gradients(ctx.op, values, dy)
        if ROUNDING is None:
            return (None, None, *exact)
        of_terms = gradients(ctx.op, [v.abs().float() for v in values], dy.abs().float())
        return (None, None, *(off(g, m.double(), ctx.gain) for g, m in zip(exact, of_terms)))


def magnitudes(op, *values):
    return 0 if ROUNDING is None else op(*(v.abs().float() for v in values)).double()


def gradients(op, values, dy):
    with torch.enable_grad():
        values = [v.detach().requires_grad_() for v in values]
        return torch.autograd.grad(op(*values), values, dy)


class BatchNorm(torch.autograd.Function):
    EPSILON = 1e-5
    AXES = (0, 2, 3)

    @staticmethod
    def forward(ctx, x, scale, offset, moments):
        def wide(v):
            return v[:, None, None]

        axes = BatchNorm.AXES
        mean = off(x.mean(axes), x.abs().mean(axes))
        centred = off(x - wide(mean), x.abs() + wide(mean).abs())
        variance = off(centred.square().mean(axes), x.square().mean(axes))
        factor = (variance + BatchNorm.EPSILON).rsqrt()
        normed = off(centred * wide(factor), (centred * wide(factor)).abs())
        moments += [mean, variance]
        ctx.save_for_backward(normed, scale, factor)
        y = normed * wide(scale) + wide(offset)
        return off(y, (normed * wide(scale)).abs() + wide(offset).abs())

    @staticmethod
    def backward(ctx, dy):
        normed, scale, factor = ctx.saved_tensors
        axes, n = BatchNorm.AXES, dy[:, 0].numel()
        offset_gradient = off(dy.sum(axes), dy.abs().sum(axes))
        scale_gradient = off((dy * normed).sum(axes), (dy * normed).abs().sum(axes))
        shift = (offset_gradient / n)[:, None, None]
        along = normed * (scale_gradient / n)[:, None, None]
        way = (scale * factor)[:, None, None]
        dx = off((dy - shift - along) * way, (dy.abs() + shift.abs() + along.abs()) * way.abs())
        return dx, scale_gradient, offset_gradient, None


class Elementwise(torch.autograd.Function):
    """A function value by value, with errors."""

    @staticmethod
    def forward(ctx, op, gain, x):
        ctx.op, ctx.gain = op, gain
        ctx.save_for_backward(x)
        return off(op(x), x.abs() + op(x).abs(), gain)

    @staticmethod
    def backward(ctx, dy):
        (dx,) = gradients(ctx.op, ctx.saved_tensors, dy)
        return None, None, off(dx, dy.abs(), ctx.gain)


class Layer(nn.Module):
    """A layer of the tutorial; its parameters are listed in PyTorch's order."""

    def __init__(self, kind, *weight, fan_in=0, op=None):
        super().__init__()
        self.kind, self.fan_in, self.op = kind, fan_in, op
        self.many = len(weight) == 4 and min(weight[:2]) >= 64
        self.weight = nn.Parameter(torch.zeros(weight))
        outputs = weight[1] if kind == "ConvTranspose2d" else weight[0]
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.averages = None

    def forward(self, x):
        if self.kind != "BatchNorm2d":
            return Product.apply(self.op, GAIN if self.many else 1.0, x, self.weight, self.bias)
        moments = []
        y = BatchNorm.apply(x, self.weight, self.bias, moments)
        n = x[:, 0].numel()
        newest = [moments[0].detach(), moments[1].detach() * n / (n - 1)]
        if self.averages is not None:
            moved = [0.9 * a + 0.1 * b for a, b in zip(self.averages, newest)]
            self.averages = [off(average, average.abs()) for average in moved]
        return y


class Function(nn.Module):
    def __init__(self, op, gain=FUNCTION):
        super().__init__()
        self.op, self.gain = op, gain

    def forward(self, x):
        return Elementwise.apply(self.op, self.gain, x)


class View(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(x.shape[0], *self.shape)


def convolution(inputs, outputs):
    return Layer("Conv2d", outputs, inputs, 8, 8, fan_in=inputs * 64,
                 op=lambda x, w, b: F.conv2d(x, w, b, stride=2))


def transposed(inputs, outputs, padding=0):
    return Layer("ConvTranspose2d", inputs, outputs, 8, 8, fan_in=outputs * 64,
                 op=lambda x, w, b: F.conv_transpose2d(x, w, b, stride=2, padding=padding))


def linear(inputs, outputs):
    return Layer("Linear", outputs, inputs, fan_in=inputs, op=F.linear)


def batch_norm(channels):
    return Layer("BatchNorm2d", channels)


def discriminator(act):
    return nn.Sequential(
        convolution(3, 256), batch_norm(256), act(),
        convolution(256, 256), batch_norm(256), act(),
        convolution(256, 3), act(),
        View(300), linear(300, 1))


def generator(act):
    return nn.Sequential(
        linear(100, 363), act(), View(3, 11, 11),
        transposed(3, 256), batch_norm(256), act(),
        transposed(256, 256), batch_norm(256), act(),
        transposed(256, 3, padding=1), batch_norm(3), Function(torch.sigmoid))


class CrossEntropy(torch.autograd.Function):
    """Binary cross-entropy of logits with one target for all."""

    @staticmethod
    def forward(ctx, logits, target):
        ctx.save_for_backward(logits)
        ctx.target = target
        losses = F.softplus(logits) - target * logits
        return off(losses.mean(), (losses.abs() + logits.abs()).mean())

    @staticmethod
    def backward(ctx, dy):
        (logits,) = ctx.saved_tensors
        p = torch.sigmoid(logits)
        return off(dy * (p - ctx.target) / p.numel(), (p + ctx.target) / p.numel()), None


def hash01(stream, count):
    with np.errstate(over="ignore"):
        i = np.arange(count, dtype=np.uint64)
        x = (i + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(stream) * np.uint64(0xD1B54A32D192ED03)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x = x ^ (x >> np.uint64(31))
    return (x >> np.uint64(40)).astype(np.float64) / 2.0**24


@functools.lru_cache(maxsize=64)
def uniform(stream, count):
    """Fixed numbers from -1 to 1."""
    return 2 * tensor(stream, count) - 1


def tensor(stream, *shape):
    return torch.from_numpy(hash01(stream, int(np.prod(shape))).reshape(shape))


def float32(x):
    return x.float().double()


class Run:
    """The tutorial's two networks at their start, and what is measured of them."""

    def __init__(self, activation, batch, salt):
        act = {"leaky_relu": lambda: Function(lambda x: F.leaky_relu(x, 0.2), 1.0),
               "gelu": lambda: Function(F.gelu)}[activation]
        self.batch, self.salt = batch, salt
        self.d, self.g = discriminator(act), generator(act)
        self.parameters = self.fill()
        self.start = {name: p.detach().clone() for name, p in self.named()}

    def named(self):
        for which, network in (("discriminator", self.d), ("generator", self.g)):
            for name, p in network.named_parameters():
                yield f"{which}.{name}", p

    def fill(self):
        listed = []
        layers = {f"{which}.{i}": layer for which, network in (("discriminator", self.d), ("generator", self.g))
                  for i, layer in enumerate(network)}
        for n, (name, p) in enumerate(self.named()):
            layer = layers[name.rsplit(".", 1)[0]]
            u = 2 * tensor(self.salt * 1000 + n, *p.shape) - 1
            if layer.kind == "BatchNorm2d":
                value = 0.1 * u + (1 if name.endswith("weight") else 0)
            else:
                value = u / layer.fan_in**0.5
            p.data = float32(value)
            listed.append({"n": n, "name": name, "layer": layer.kind, "shape": list(p.shape)})
        return listed

    def real(self, step):
        return tensor(self.salt * 1000 + 500 + step, self.batch, 3, 128, 128)

    def latents(self, stream):
        return float32(3 * (2 * tensor(self.salt * 1000 + stream, self.batch, 100) - 1))

    def loss_real(self, step):
        return CrossEntropy.apply(self.d(self.real(step)), 1.0)

    def loss_fake(self, step):
        with torch.no_grad():
            fake = self.g(self.latents(600 + step))
        return CrossEntropy.apply(self.d(fake), 0.0)

    def loss_generator(self, step):
        return CrossEntropy.apply(self.d(self.g(self.latents(700 + step))), 1.0)

    def pixels(self):
        with torch.no_grad():
            images = self.g(self.latents(600))
        return {f"{b},{c},{y},{x}": images[b, c, y, x].item()
                for b in range(self.batch) for c in range(3)
                for y, x in ((0, 0), (1, 64), (64, 1), (63, 63), (100, 37), (127, 127))}

    def measures(self, values):
        """The length of a vector, and its products with three fixed vectors."""
        flat = values.detach().flatten()
        fixed = [uniform(self.salt * 1000 + 800 + j, flat.numel()) for j in range(3)]
        return {"norm": flat.norm().item(), "products": [(flat * s).sum().item() for s in fixed]}

    def gradients(self, loss, which):
        network = {"discriminator": self.d, "generator": self.g}[which]
        found = torch.autograd.grad(loss, list(network.parameters()))
        return {"loss": loss.item(),
                "gradients": {f"{which}.{name}": self.measures(g)
                              for (name, _), g in zip(network.named_parameters(), found)}}

    def at_start(self):
        return {"pixels_nchw": self.pixels(),
                "real": self.gradients(self.loss_real(0), "discriminator"),
                "fake": self.gradients(self.loss_fake(0), "discriminator"),
                "generator": self.gradients(self.loss_generator(0), "generator")}

    def train(self, steps):
        for network in (self.d, self.g):
            for layer in network:
                if getattr(layer, "kind", "") == "BatchNorm2d":
                    ones = torch.ones(layer.weight.numel())
                    layer.averages = [0 * ones, ones]
        adam_d, adam_g = (torch.optim.Adam(network.parameters(), lr=1e-4) for network in (self.d, self.g))
        losses = []
        for step in range(steps):
            losses.append({"real": self.update(self.loss_real(step), self.d, adam_d),
                           "fake": self.update(self.loss_fake(step), self.d, adam_d),
                           "generator": self.update(self.loss_generator(step), self.g, adam_g)})
        moved = {name: self.measures(p.detach() - self.start[name]) for name, p in self.named()}
        averages = {}
        for which, network in (("discriminator", self.d), ("generator", self.g)):
            for i, layer in enumerate(network):
                if getattr(layer, "averages", None):
                    mean, variance = layer.averages
                    averages[f"{which}.{i}.running_mean"] = self.measures(mean)
                    averages[f"{which}.{i}.running_var"] = self.measures(variance)
        return {"losses": losses, "moved": moved, "averages": averages}

    @staticmethod
    def update(loss, network, adam):
        for p, gradient in zip(network.parameters(), torch.autograd.grad(loss, list(network.parameters()))):
            p.grad = gradient
        adam.step()
        for p in network.parameters():
            p.data = off(p.data, p.data.abs())
        return loss.item()


def with_errors(exact, runs):
    """Puts behind every number the root mean square of the runs' deviations from it."""
    if isinstance(exact, dict):
        return {key: with_errors(value, [run[key] for run in runs]) for key, value in exact.items()}
    if isinstance(exact, list) and isinstance(exact[0], dict):
        return [with_errors(value, [run[i] for run in runs]) for i, value in enumerate(exact)]
    # The products with fixed vectors share one, which is so taken from more runs.
    values = exact if isinstance(exact, list) else [exact]
    error = np.sqrt(np.mean((np.array(runs).reshape(len(runs), -1) - values) ** 2))
    return [float(f"{value:.9g}") for value in values] + [float(f"{error:.3g}")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--activation", default="leaky_relu", choices=["leaky_relu", "gelu"])
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--salt", type=int, default=1)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--starts", type=int, default=12, help="runs with errors for what is measured at the start")
    parser.add_argument("--trainings", type=int, default=24, help="runs with errors for the training steps")
    a = parser.parse_args()
    torch.set_default_dtype(torch.float64)
    run = lambda: Run(a.activation, a.batch, a.salt)

    def repeated(what, count, gain):
        global ROUNDING, GAIN
        ROUNDING, GAIN = None, gain
        exact, runs = what(), []
        for i in range(count):
            ROUNDING = torch.Generator().manual_seed(i + 1)
            runs.append(what())
            print(f"{i + 1} of {count}", file=sys.stderr)
        return with_errors(exact, runs)

    out = {"activation": a.activation, "batch": a.batch, "salt": a.salt, "torch": torch.__version__,
           "parameters": run().parameters}
    if a.starts:
        out["at_start"] = repeated(lambda: run().at_start(), a.starts, 1.0)
    if a.trainings:
        out["training"] = repeated(lambda: run().train(a.steps), a.trainings, FILTERING)
    print(json.dumps(out, separators=(",", ":")))


if __name__ == "__main__":
    main()

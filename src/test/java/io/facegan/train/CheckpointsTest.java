package io.facegan.train;

class CheckpointsTest {}

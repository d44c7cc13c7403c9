// PolyptychSamples

// PolyptychStore

// PolyptychText

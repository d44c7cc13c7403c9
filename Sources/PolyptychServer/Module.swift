// PolyptychServer

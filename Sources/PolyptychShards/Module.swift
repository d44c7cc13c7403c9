// PolyptychShards

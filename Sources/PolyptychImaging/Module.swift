// PolyptychImaging

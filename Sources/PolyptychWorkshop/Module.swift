// PolyptychWorkshop

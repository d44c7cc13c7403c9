// PolyptychResources

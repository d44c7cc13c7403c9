// PolyptychTestSupport

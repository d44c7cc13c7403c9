// PolyptychImporting

import "/unit/html.test.js";
import "/unit/keys.test.js";
import "/unit/layout.test.js";
import "/unit/queries.test.js";
import "/unit/requests.test.js";
import "/unit/colours.test.js";
import { run } from "/unit/harness.js";
run();

/** Imports that come with a pattern: merged with what is there, where the language wants them, in the file's own style. */
import assert from "node:assert/strict";
import type { PatternLanguage } from "../../server/content/types.ts";
import { inserted } from "./inserted.ts";
import { samplePattern } from "./samplePattern.ts";

const pattern = samplePattern();

/** Compares what stands above the code; the caret is at the end of the document. */
function checkHead(language: PatternLanguage, before: string, expected: string, uri?: string): void {
  const result = inserted(pattern, before, {
    language,
    offset: before.length,
    ...(uri === undefined ? {} : { uri }),
  });
  const head = result.slice(0, result.search(/^(?:final )?(?:class|type) Box/m));
  assert.equal(head, expected);
}

describe("imports in TypeScript and JavaScript", () => {
  const line = 'import { setTimeout as delay } from "node:timers/promises";';

  it("go on top, below a licence, a #! and directives", () => {
    checkHead("typescript", "", `${line}\n\n`);
    checkHead("typescript", "f();\n", `${line}\n\nf();\n\n`);
    checkHead("typescript", "// Licence\n\nf();\n", `// Licence\n\n${line}\n\nf();\n\n`);
    checkHead("typescript", "// About f\nf();\n", `${line}\n\n// About f\nf();\n\n`);
    checkHead(
      "javascript",
      '#!/usr/bin/env node\n"use strict";\n',
      `#!/usr/bin/env node\n"use strict";\n\n${line}\n\n`,
    );
  });

  it("follow the last import, in its style", () => {
    checkHead(
      "typescript",
      "import a from 'a'\nimport {\n  b,\n} from 'b'\n\nf()\n",
      "import a from 'a'\nimport {\n  b,\n} from 'b'\nimport { setTimeout as delay } from 'node:timers/promises'\n\nf()\n\n",
    );
  });

  it("join an import of the same module, with or without node:", () => {
    checkHead(
      "typescript",
      'import { setInterval } from "timers/promises";\n',
      'import { setInterval, setTimeout as delay } from "timers/promises";\n\n',
    );
    checkHead(
      "typescript",
      'import {\n  setInterval,\n} from "node:timers/promises";\n',
      'import {\n  setInterval, setTimeout as delay,\n} from "node:timers/promises";\n\n',
    );
  });

  it("are not repeated, and types are no values", () => {
    checkHead("typescript", `${line}\n`, `${line}\n\n`);
    checkHead(
      "typescript",
      'import type { T } from "node:timers/promises";\n',
      `import type { T } from "node:timers/promises";\n${line}\n\n`,
    );
    checkHead("typescript", `const a = '${line}';\n`, `${line}\n\nconst a = '${line}';\n\n`);
  });

  it("become require in CommonJS", () => {
    const required = 'const { setTimeout: delay } = require("node:timers/promises");';
    checkHead("javascript", 'const a = require("a");\n', `const a = require("a");\n${required}\n\n`);
    checkHead("javascript", "module.exports = 1;\n", `${required}\n\nmodule.exports = 1;\n\n`);
    checkHead("javascript", "f();\n", `${required}\n\nf();\n\n`, "file:///work/a.cjs");
    checkHead("javascript", `${required}\n`, `${required}\n\n`);
    checkHead(
      "javascript",
      'const { setInterval } = require("timers/promises");\n',
      'const { setInterval, setTimeout: delay } = require("timers/promises");\n\n',
    );
  });
});

describe("imports in Python", () => {
  const both = "import threading\nfrom typing import Dict, List\n";

  it("go below docstring, comments and __future__", () => {
    checkHead("python", "", `${both}\n\n`);
    checkHead("python", '"""About."""\nf()\n', `"""About."""\n\n${both}\nf()\n\n\n`);
    checkHead("python", '"""About\n\nmore."""\n', `"""About\n\nmore."""\n\n${both}\n\n`);
    checkHead(
      "python",
      "#!/usr/bin/env python3\n# Licence\n\nfrom __future__ import annotations\n\nf()\n",
      `#!/usr/bin/env python3\n# Licence\n\nfrom __future__ import annotations\n${both}\nf()\n\n\n`,
    );
    checkHead("python", "# About f.\ndef f():\n    pass\n", `${both}\n# About f.\ndef f():\n    pass\n\n\n`);
  });

  it("join a from-import of the same module", () => {
    checkHead(
      "python",
      "import threading\nfrom typing import Any, List  # noqa\n\n",
      "import threading\nfrom typing import Any, List, Dict  # noqa\n\n\n",
    );
    checkHead(
      "python",
      "import os, threading\nfrom typing import (\n    Any,\n    Optional,\n)\nx = 1\n",
      "import os, threading\nfrom typing import (\n    Any,\n    Optional, Dict, List,\n)\nx = 1\n\n\n",
    );
    checkHead(
      "python",
      "from typing import *\nimport threading\n",
      "from typing import *\nimport threading\n\n\n",
    );
  });

  it("are added when a name is known only under another, or only inside a function", () => {
    checkHead(
      "python",
      "import threading as t\nfrom typing import Dict as D, List\n",
      "import threading as t\nfrom typing import Dict as D, List, Dict\nimport threading\n\n\n",
    );
    checkHead("python", "def f():\n    import threading\n", `${both}\ndef f():\n    import threading\n\n\n`);
  });
});

describe("imports in Java", () => {
  const both = "import java.util.List;\nimport java.util.Map;\n";

  it("go below the package and the last import", () => {
    checkHead("java", "", `${both}\n`);
    checkHead("java", "package a;\n\nclass A {}\n", `package a;\n\n${both}\nclass A {}\n\n`);
    checkHead(
      "java",
      "package a;\nimport b.C;\n\nclass A {}\n",
      `package a;\nimport b.C;\n${both}\nclass A {}\n\n`,
    );
    checkHead("java", "/* Licence */\n\nclass A {}\n", `/* Licence */\n\n${both}\nclass A {}\n\n`);
  });

  it("are not repeated, also where a star has them", () => {
    checkHead("java", "import java.util.Map;\n", "import java.util.Map;\nimport java.util.List;\n\n");
    checkHead("java", "import java.util.*;\n", "import java.util.*;\n\n");
    checkHead(
      "java",
      "// import java.util.List;\nimport java.util.Map;\n",
      "// import java.util.List;\nimport java.util.Map;\nimport java.util.List;\n\n",
    );
  });
});

describe("imports in Go", () => {
  it("make a block below the package clause, which is added to an empty file", () => {
    const block = 'import (\n\t"fmt"\n\t"sync"\n)\n';
    checkHead("go", "", `package main\n\n${block}\n`, "file:///work/cmd/main.go");
    checkHead("go", "", `package ratelimit\n\n${block}\n`, "file:///work/rate-limit/limit.go");
    checkHead("go", "", `package main\n\n${block}\n`, "untitled:Untitled-1");
    checkHead(
      "go",
      "// Package a does.\npackage a\n\nfunc f() {}\n",
      `// Package a does.\npackage a\n\n${block}\nfunc f() {}\n\n`,
    );
  });

  it("go into the block in order, the standard library first", () => {
    checkHead(
      "go",
      'package a\n\nimport (\n\t"context"\n\t"os" // for f\n\n\t"example.com/x"\n)\n',
      'package a\n\nimport (\n\t"context"\n\t"fmt"\n\t"os" // for f\n\t"sync"\n\n\t"example.com/x"\n)\n\n',
    );
    checkHead(
      "go",
      'package a\n\nimport (\n\t"os"\n)\n',
      'package a\n\nimport (\n\t"fmt"\n\t"os"\n\t"sync"\n)\n\n',
    );
    checkHead("go", 'package a\n\nimport ("fmt")\n', 'package a\n\nimport (\n\t"sync"\n"fmt")\n\n');
  });

  it("follow single imports, and are not repeated but for other names", () => {
    checkHead("go", 'package a\n\nimport "fmt"\n', 'package a\n\nimport "fmt"\nimport "sync"\n\n');
    checkHead(
      "go",
      'package a\n\nimport (\n\tf "fmt"\n\t"sync"\n)\n',
      'package a\n\nimport (\n\t"fmt"\n\tf "fmt"\n\t"sync"\n)\n\n',
    );
  });
});

describe("imports and the caret", () => {
  it("keeps code behind the imports when the caret is before or between them", () => {
    const source = "import os\n\nimport sys\n\nf()\n";
    for (const offset of [0, 10, source.length]) {
      const result = inserted(pattern, source, { language: "python", offset });
      assert.match(result, /^import os\n\nimport sys\nimport threading\nfrom typing import Dict, List\n\n/);
      assert.ok(result.indexOf("class Box") > result.indexOf("from typing"), result);
    }
  });

  it("makes one edit where imports and code meet", () => {
    const result = inserted(pattern, "import os", { language: "python", offset: 9 });
    assert.equal(
      result,
      "import os\nimport threading\nfrom typing import Dict, List\n\n\nclass Box:\n    size = 1\n",
    );
  });
});

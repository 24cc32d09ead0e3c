// Runs the compiled tests. Node itself loads the compiled sources (`external`), so that V8's coverage speaks of the
// files on disk and c8 can follow their source maps; code rewritten by Vite would give it wrong offsets.
import { defineConfig } from 'vitest/config';

// Tracing the model runs every path of it and asserts nothing. So the layers that it would cover are measured by the
// tests that cannot trace, as test/tidy makes sure.
const untraced = ['spec', 'checker', 'calibration', 'model', 'engine', 'generators', 'invariants'];
const folders = untraced.map((folder) => `./dist/test/${folder}/**/*.test.js`);
// Files of types alone are counted too, once they are loaded.
const loading = './dist/test/tidy/every-module-loads.test.js';

const project = (name, include, exclude) => ({ extends: true, test: { name, include, exclude } });

export default defineConfig({
  test: {
    setupFiles: ['./dist/test/setup.js'],
    server: { deps: { external: [/\/dist\/(?!test\/).*\.js$/] } },
    isolate: false,
    testTimeout: 60_000,
    projects: [
      project('untraced', [...folders, loading], []),
      project('traced', ['./dist/test/**/*.test.js'], folders),
    ],
  },
});

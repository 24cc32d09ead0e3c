// Runs the compiled tests. Node itself loads the compiled sources (`external`), so that V8's coverage speaks of the
// files on disk and c8 can follow their source maps; code rewritten by Vite would give it wrong offsets.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['dist/test/**/*.test.js'],
    setupFiles: ['./dist/test/setup.js'],
    server: { deps: { external: [/\/dist\/(?!test\/).*\.js$/] } },
    isolate: false,
    testTimeout: 60_000,
  },
});

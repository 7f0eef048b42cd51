import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Whole pages are set, and programs of other people are started, on machines that do other work too.
    // One core less, which is the default, is half of a small machine.
    maxWorkers: availableParallelism(),
    // No test changes what others read: loading the engine and its fonts anew for each file took a third of the time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

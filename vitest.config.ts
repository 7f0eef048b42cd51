import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Whole pages are set, and programs of other people are started, on machines that do other work too.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

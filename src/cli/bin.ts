#!/usr/bin/env node
/** Starts the program, which stands beside it as one script; `docs/architecture.md` tells why. */
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { loadProgram } from "./load-program.js";
import type * as Program from "./program.js";

/**
 * How much a function runs, in bytes of bytecode, before V8 thinks of optimising it: 67 584 by default. Compilers that
 * work beside a program of half a second take more from it than they give back; with this they begin a little later, and
 * whatever runs on (`--watch`, many pages) is still optimised.
 */
const INTERRUPT_BUDGET = 500_000;

const { exports, compiled } = loadProgram(fileURLToPath(new URL("program.cjs", import.meta.url)));
// Flags are V8's own business and differ by version: this one is known in the version that took the compiled program.
if (compiled) setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
const { start } = exports as typeof Program;
await start();

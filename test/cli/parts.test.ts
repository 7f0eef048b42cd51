import { describe, expect, it } from "vitest";
import { InputError, type Diagnostic } from "../../src/base/diagnostic.js";
import { reportFault, WriteFault } from "../../src/cli/fault.js";
import { EXIT } from "../../src/cli/io.js";
import { parsePages } from "../../src/cli/pages.js";
import { printDiagnostics } from "../../src/cli/print.js";
import { startProgress } from "../../src/cli/progress.js";
import { fakeIo } from "./fake-io.js";

describe("--pages", () => {
  it.each([
    ["1", [1]],
    ["1,4-6", [1, 4, 5, 6]],
    [" 2 , 4 - 5 ", [2, 4, 5]],
    ["3,1,3", [3, 1]],
    ["8–9", [8, 9]],
  ])("reads %s", (text, pages) => {
    expect(parsePages(text)).toMatchObject({ ok: true, value: pages });
  });

  it.each([
    ["", "is not a page"],
    ["1,", "is not a page"],
    ["a", "is not a page"],
    ["-3", "is not a page"],
    ["1.5", "is not a page"],
    ["0", "numbered from 1"],
    ["6-4", "runs backwards"],
    ["1-999999", "longer than"],
    ["9999999999", "is not a page"],
  ])("refuses %j", (text, problem) => {
    const outcome = parsePages(text);
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics[0]?.message).toContain(problem);
  });
});

const ERROR: Diagnostic = {
  severity: "error",
  code: "unknown-key",
  message: "unknown key `headlin`",
  at: { file: "a: error: b.json", line: 3, column: 5 },
  hints: ["did you mean `headline`?"],
};

describe("diagnostics", () => {
  it("are plain lines on stderr", () => {
    const io = fakeIo();
    printDiagnostics(io, [ERROR]);
    expect(io.err).toBe("a: error: b.json:3:5: error: unknown key `headlin`\n  hint: did you mean `headline`?\n");
    expect(io.out).toBe("");
  });

  it.each([
    [{ isTTY: true, env: {} }, true],
    [{ isTTY: true, env: { NO_COLOR: "1" } }, false],
    [{ isTTY: true, env: { NO_COLOR: "" } }, true],
    [{ isTTY: true, env: { TERM: "dumb" } }, false],
    [{ isTTY: false, env: {} }, false],
  ])("have colour on a terminal that wants it: %j", (options, coloured) => {
    const io = fakeIo(options);
    printDiagnostics(io, [ERROR]);
    expect(io.err.includes("\u001b[")).toBe(coloured);
  });

  it("show control characters instead of sending them to the terminal", () => {
    const io = fakeIo();
    printDiagnostics(io, [{ ...ERROR, message: "key \u001b[2Jx\u0007\u009b" }]);
    expect(io.err).toContain("key \\u001b[2Jx\\u0007\\u009b");
  });
});

describe("faults", () => {
  const fault = (error: unknown, env: Record<string, string> = {}): [number, string] => {
    const io = fakeIo({ env });
    return [reportFault(error, io), io.err];
  };
  const system = (code: string, path?: string): Error => Object.assign(new Error(`${code}: x`), { code, path });

  it("of the disk are told in plain words, under the name that the user knows", () => {
    expect(fault(new WriteFault("out.pdf", system("ENOSPC", "/tmp/.out.pdf.tmp")))).toEqual([
      EXIT.fault,
      "banxin: error: cannot write out.pdf: the disk is full\n",
    ]);
    expect(fault(system("EACCES", "/fonts"))[1]).toBe("banxin: error: /fonts: permission denied\n");
  });

  it("of banxin are one line, and more only for those who ask", () => {
    const [code, text] = fault(new Error("one\ntwo"));
    expect(code).toBe(EXIT.fault);
    expect(text).toMatch(/^banxin: error: internal error: one \(.*\)\n$/u);
    expect(fault(new Error("one"), { BANXIN_DEBUG: "1" })[1]).toContain("parts.test.ts");
    expect(fault("a string")[1]).toContain("a string");
  });

  it("of the input that came as an exception are mistakes of the input", () => {
    expect(fault(new InputError([ERROR]))).toEqual([EXIT.input, expect.stringContaining("unknown key")]);
  });
});

describe("progress", () => {
  const run = (isTTY: boolean, times: number[]): string => {
    const io = fakeIo({ isTTY });
    const progress = startProgress(io, () => times.shift() ?? 0);
    progress.step(1, 9, "page");
    progress.step(2, 9, "page");
    progress.end();
    return io.err;
  };

  it("is silent for a second, then one line that is taken away again", () => {
    expect(run(true, [0, 500, 900])).toBe("");
    expect(run(true, [0, 500, 1200])).toBe("\r\u001b[2Kpage 2 of 9\r\u001b[2K");
  });

  it("is silent where nobody looks", () => {
    expect(run(false, [0, 5000, 9000])).toBe("");
  });
});

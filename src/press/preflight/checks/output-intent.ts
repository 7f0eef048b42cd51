/** The output intent: which printing condition the colours of the file are meant for. */
import type { Fault } from "../finding.js";
import type { PdfDocument } from "../pdf/file.js";
import { PdfFault, textOf } from "../pdf/object.js";
import type { PreflightProfile, Standard } from "../profile.js";

export interface OutputIntent {
  readonly identifier: string;
  readonly registry: string | undefined;
  /** The profile's own description, where one is embedded. */
  readonly profile: string | undefined;
}

type Report = (fault: Fault) => void;

const CHECK = "Output intent";

export function checkOutputIntent(
  file: PdfDocument,
  standard: Standard,
  profile: PreflightProfile,
  report: Report,
): OutputIntent | undefined {
  const intents = (file.array(file.catalog.raw("OutputIntents")) ?? []).flatMap((one) => {
    const dict = file.dict(one);
    return dict !== undefined && file.name(dict.raw("S")) === "GTS_PDFX" ? [dict] : [];
  });
  const [intent] = intents;
  const wrong = (code: string, message: string, hint: string): void =>
    report({ severity: "error", code, check: CHECK, message, hint });
  if (intent === undefined) {
    wrong(
      "output-intent-missing",
      "the file has no output intent: nobody knows for which press its colours are",
      "write the output intent of the printing condition",
    );
    return undefined;
  }
  if (intents.length > 1) wrong("output-intent", "the file has several output intents for PDF/X", "keep one");
  const text = (key: string): string | undefined => {
    const string = file.string(intent.raw(key));
    return string === undefined ? undefined : textOf(string);
  };
  const identifier = text("OutputConditionIdentifier") ?? "";
  const registry = text("RegistryName");
  if (identifier === "")
    wrong("output-intent", "the output intent names no printing condition", "write its OutputConditionIdentifier");
  const stream = file.stream(intent.raw("DestOutputProfile"));
  if (stream === undefined) {
    if (standard === "pdfx4" || registry === undefined || registry === "") {
      wrong(
        "output-intent",
        "the output intent has no profile, and names no registry that has it",
        "embed the profile of the printing condition",
      );
    }
    return { identifier, registry, profile: undefined };
  }
  let bytes: Uint8Array;
  try {
    ({ bytes } = file.decode(stream));
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    wrong("output-intent", `the output intent's profile cannot be read: ${error.message}`, "embed the profile again");
    return { identifier, registry, profile: undefined };
  }
  const problem = profileProblem(bytes);
  if (problem !== undefined)
    wrong("output-intent", `the output intent's profile ${problem}`, "embed an ICC output profile for CMYK");
  const components = file.number(stream.dict.raw("N"));
  if (components !== 4)
    wrong(
      "output-intent",
      `the output intent's profile says it has ${components ?? "no"} components, not 4`,
      "embed a CMYK profile, and write N 4",
    );
  const description = describeProfile(bytes);
  if (
    profile.newsprint &&
    /coated|FOGRA39|FOGRA51|GRACoL/iu.test(`${identifier} ${description}`) &&
    !/uncoated|news/iu.test(`${identifier} ${description}`)
  ) {
    report({
      severity: "warning",
      code: "coated-condition",
      check: CHECK,
      message: `the colours are made for coated paper (${identifier}), and the job is newsprint`,
      hint: "use the profile of the press, such as WAN-IFRAnewspaper26v5",
    });
  }
  return { identifier, registry, profile: description };
}

/** Undefined for a sound output profile for CMYK (ICC.1, 7.2). */
function profileProblem(bytes: Uint8Array): string | undefined {
  if (bytes.length < 132) return "is too short to be an ICC profile";
  const four = (at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString("latin1");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (four(36) !== "acsp") return "is no ICC profile";
  if (view.getUint32(0) > bytes.length) return "is cut short";
  if (four(12) !== "prtr") return `is of class "${four(12).trim()}", not an output profile`;
  return four(16) === "CMYK" ? undefined : `is for ${four(16).trim()}, not for CMYK`;
}

/** The profile's description, as version 2 or version 4 writes it. */
function describeProfile(bytes: Uint8Array): string {
  if (bytes.length < 132) return "";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.min(100, view.getUint32(128));
  for (let i = 0; i < count && 144 + i * 12 <= bytes.length; i++) {
    const at = 132 + i * 12;
    if (view.getUint32(at) !== 0x64657363) continue;
    const [offset, size] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    const tag = bytes.subarray(offset, offset + size);
    if (tag.length < 12) return "";
    const inner = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
    if (inner.getUint32(0) !== 0x6d6c7563) {
      return Buffer.from(tag.subarray(12, 12 + inner.getUint32(8)))
        .toString("latin1")
        .replaceAll("\0", "");
    }
    if (tag.length < 28) return "";
    const start = inner.getUint32(24);
    return new TextDecoder("utf-16be").decode(tag.subarray(start, start + inner.getUint32(20)));
  }
  return "";
}

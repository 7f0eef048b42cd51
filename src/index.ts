/**
 * banxin (版心): newspaper pages from JSON.
 *
 * The way through is one line: an edition file is read and checked (`loadEdition`), a template is resolved
 * (`loadTemplate`), the page's stories are composed into a scene of positioned glyphs, rules and pictures (`compose`), and
 * the scene is rendered (`renderPdf`, `renderSvg`, `renderPng`) and summed up for a person (`report`). Lengths in the scene
 * are integers: 12 700 a point.
 *
 * @packageDocumentation
 */
export type { Diagnostic, Outcome, Severity, SourcePlace } from "./base/diagnostic.js";
export { formatDiagnostic, InputError } from "./base/diagnostic.js";
export type { Len } from "./base/length.js";
export { mm, parseLength, pt, toMm, toPt } from "./base/length.js";
export type { Article, Edition, Language, PageFile } from "./edition/model.js";
export { editionJsonSchema } from "./edition/schema.js";
export { loadTemplate } from "./host/templates.js";
export { editTemplate, type EditPath, type EditValue } from "./template/edit.js";
export { closingGrids } from "./layout/grid-solver.js";
export { type ComposedJob, composeJob, type Job, makeupOf } from "./compose.js";
export {
  compose,
  type ComposeOptions,
  finishImages,
  type JobOptions,
  loadEdition,
  type LoadedEdition,
  loadJob,
  type LoadOptions,
} from "./pipeline.js";
export type { LastMakeup } from "./page/held-page.js";
export { withOverlay } from "./proof/overlay.js";
export { buildReport, report, type Report } from "./proof/report.js";
export { renderPdf } from "./render/pdf.js";
export { renderPng } from "./render/png.js";
export { renderSvg } from "./render/svg.js";
export { dumpScene } from "./scene/dump.js";
export type { Scene, SceneItem, ScenePage } from "./scene/list.js";
export type { Template } from "./template/resolved.js";
export { templateJsonSchema } from "./template/schema.js";
export type { LineBreakRule } from "./text/line-break-rule.js";
export { lineBreakOpportunities } from "./text/opportunities.js";
export { autospaceGaps, punctuationAdjustments } from "./text/spacing.js";

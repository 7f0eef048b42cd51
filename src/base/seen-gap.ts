/**
 * From here on a gap between two Han characters reads as a hole, in em: the space that stands beside Latin words (CLREQ
 * 3.2.2, a quarter em). A narrower gap that exceeds the template's bound is told, and the page is well.
 */
export const SEEN_GAP = 0.25;
